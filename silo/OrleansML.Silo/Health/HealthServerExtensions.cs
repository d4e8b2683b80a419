using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OrleansML.Silo.Health;

/// <summary>Registers the health server of a silo without gateway.</summary>
internal static class HealthServerExtensions
{
    /// <summary>Adds the server where a port is set. Comes before the silo, so that probes are answered while it joins.</summary>
    public static IServiceCollection AddHealthServer(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HealthServerOptions>().BindConfiguration(HealthServerOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HealthServerOptions>, HealthServerOptionsValidator>();
        services.AddSingleton<SiloReadiness>();
        // A value that is no number stays for the validation to report.
        if (configuration[$"{HealthServerOptions.Section}:{nameof(HealthServerOptions.Port)}"] is not (null or "" or "0"))
            services.AddHostedService<HealthServer>();
        return services;
    }
}
