using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansML.Data.History;
using OrleansML.Data.Pipelines;
using OrleansML.Grains.Pipelines.Steps;

namespace OrleansML.Grains.Pipelines;

/// <summary>Registers pipelines.</summary>
internal static class PipelinesExtensions
{
    public static IServiceCollection AddPipelines(this IServiceCollection services)
    {
        services.AddOptions<PipelineOptions>().BindConfiguration(PipelineOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PipelineOptions>, PipelineOptionsValidator>());
        services.AddMetrics();
        services.TryAddSingleton<PipelineMetrics>();
        services.TryAddSingleton<PipelineHttp>();
        services.TryAddSingleton<PipelineWebhook>();
        services.TryAddSingleton<PipelineNotices>();
        services.TryAddSingleton<PipelineRows>();
        services.TryAddSingleton<PipelineSteps>();
        services.TryAddSingleton(LimitsOf);
        services.TryAddSingleton<StepPolls>();
        services.TryAddSingleton<StepJobs>();
        services.TryAddSingleton(static provider => new SourceRows(provider.GetRequiredService<SqlStepLimits>().Query));
        services.TryAddSingleton<SqlStepSession>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IStepRunner, TrainingSetStepRunner>(),
            ServiceDescriptor.Singleton<IStepRunner, LabelledPredictionsStepRunner>(),
            ServiceDescriptor.Singleton<IStepRunner, TrainStepRunner>(),
            ServiceDescriptor.Singleton<IStepRunner, GateStepRunner>(),
            ServiceDescriptor.Singleton<IStepRunner, DeployStepRunner>(),
            ServiceDescriptor.Singleton<IStepRunner, ScoreStepRunner>(),
            ServiceDescriptor.Singleton<IStepRunner, SqlStepRunner>(),
            ServiceDescriptor.Singleton<IStepRunner, HttpStepRunner>(),
            ServiceDescriptor.Singleton<IStepRunner, ProcessStepRunner>(),
        ]);
        services.AddHostedService(static provider => provider.GetRequiredService<PipelineSteps>());
        services.AddHostedService<PipelineRounds>();
        return services;
    }

    private static SqlStepLimits LimitsOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<PipelineOptions>>().Value;
        var query = new HistoryQueryOptions { Threads = options.SqlThreads, MemoryLimit = (long)options.SqlMemory << 20 };
        return new SqlStepLimits(query, options.SqlFolders.Count == 0 ? null : options.SqlFolders);
    }
}
