using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace OrleansML.Grains.Monitoring;

/// <summary>Registers the watching of predictions and of the health of the system.</summary>
internal static class MonitoringExtensions
{
    public static IServiceCollection AddMonitoring(this IServiceCollection services)
    {
        services.AddOptions<MonitoringOptions>().BindConfiguration(MonitoringOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MonitoringOptions>, MonitoringOptionsValidator>());
        services.AddMetrics();
        services.TryAddSingleton<MonitoringRun>();
        services.TryAddSingleton<MonitoringMetrics>();
        services.TryAddSingleton<MonitorEvents>();
        services.TryAddSingleton<MonitoredVersions>();
        services.TryAddSingleton<TrainingProfiles>();
        services.TryAddSingleton<MonitorReader>();
        services.TryAddSingleton<MergedMemory>();
        services.TryAddSingleton<MergedReader>();
        services.TryAddSingleton<SegmentSearch>();
        services.AddMonitorJudging();
        services.TryAddSingleton<IPerformanceSource, PerformanceSource>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEventSink, PredictionLogSink>());
        services.AddWindowCounting();
        services.TryAddSingleton<MonitorConsumer>();
        services.AddHostedService(static provider => provider.GetRequiredService<MonitorConsumer>());
        return services;
    }

    public static IServiceCollection AddSystemMonitoring(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<JobMetrics>();
        services.TryAddSingleton<SloMonitor>();
        services.AddHostedService(static provider => provider.GetRequiredService<SloMonitor>());
        services.AddHostedService<MetricsStart>();
        return services;
    }

    private static void AddWindowCounting(this IServiceCollection services)
    {
        services.TryAddSingleton<CountedSource>();
        services.TryAddSingleton<WindowSender>();
        services.TryAddSingleton<WindowSink>();
        services.AddSingleton<IEventSink>(static provider => provider.GetRequiredService<WindowSink>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, WindowStop>();
        services.AddHostedService<WindowLosses>();
    }

    private static void AddMonitorJudging(this IServiceCollection services)
    {
        services.TryAddSingleton<TrainingMetrics>();
        services.TryAddSingleton<SpanBaselines>();
        services.TryAddSingleton<MonitorJudge>();
        services.TryAddSingleton<MonitorOutbox>();
        services.TryAddSingleton(static provider => new MonitorServices(
            provider.GetRequiredService<MonitorJudge>(), provider.GetRequiredService<MonitorOutbox>(), provider.GetService<IPerformanceSource>()));
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IDeedRunner, LogRoute>(),
            ServiceDescriptor.Singleton<IDeedRunner, WebhookSender>(),
            ServiceDescriptor.Singleton<IDeedRunner, MailSender>(),
            ServiceDescriptor.Singleton<IDeedRunner, PipelineAlarmAction>(),
            ServiceDescriptor.Singleton<IDeedRunner, RollbackCanaryAction>(),
            ServiceDescriptor.Singleton<IDeedRunner, FeatureDefaultAction>(),
            ServiceDescriptor.Singleton<IDeedRunner, FeatureBackAction>(),
        ]);
        services.AddHostedService<MonitorRounds>();
    }
}
