using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace OrleansML.Silo.Processes;

/// <summary>Registers how a process ends.</summary>
internal static class ProcessExtensions
{
    public static IServiceCollection AddProcessEnd(this IServiceCollection services)
    {
        services.AddOptions<ProcessOptions>().BindConfiguration(ProcessOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProcessOptions>, ProcessOptionsValidator>();
        services.AddOptions<HostOptions>().Configure<IOptions<ProcessOptions>>(static (host, process) =>
            host.ShutdownTimeout = process.Value.StopTimeout);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(ProcessEnd.Create);
        services.AddHostedService<StopLimit>();
        return services;
    }
}
