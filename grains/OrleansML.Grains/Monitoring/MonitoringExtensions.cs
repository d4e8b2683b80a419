using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OrleansML.Grains.Monitoring;

/// <summary>Registers what watches the health of the system.</summary>
internal static class MonitoringExtensions
{
    public static IServiceCollection AddSystemMonitoring(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<JobMetrics>();
        services.TryAddSingleton<SloMonitor>();
        services.AddHostedService(static provider => provider.GetRequiredService<SloMonitor>());
        services.AddHostedService<MetricsStart>();
        return services;
    }
}
