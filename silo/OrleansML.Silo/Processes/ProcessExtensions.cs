using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace OrleansML.Silo.Processes;

/// <summary>Registers how a process ends, and what it gives back while it runs.</summary>
internal static class ProcessExtensions
{
    public static IServiceCollection AddProcessEnd(this IServiceCollection services)
    {
        services.AddOptions<ProcessOptions>().BindConfiguration(ProcessOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProcessOptions>, ProcessOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(ProcessEnd.Create);
        services.AddHostedService<StopLimit>();
        services.AddHostedService<NativeHeapTrim>();
        return services;
    }

    /// <summary>Lets the operator's setting decide on the host's. Comes last, after whatever else has a wish.</summary>
    public static IServiceCollection AddStopTimeout(this IServiceCollection services)
    {
        services.AddOptions<HostOptions>().PostConfigure<IOptions<ProcessOptions>>(static (host, process) =>
            host.ShutdownTimeout = process.Value.StopTimeout);
        return services;
    }
}
