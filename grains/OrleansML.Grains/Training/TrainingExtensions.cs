using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace OrleansML.Grains.Training;

/// <summary>Registers training.</summary>
internal static class TrainingExtensions
{
    public static IServiceCollection AddTraining(this IServiceCollection services)
    {
        services.AddOptions<TrainingOptions>().BindConfiguration(TrainingOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TrainingOptions>, TrainingOptionsValidator>());
        services.TryAddSingleton<TrainingArtifacts>();
        services.TryAddSingleton<TrainingFolders>();
        services.TryAddSingleton<TrainingMemoryBudget>();
        services.TryAddSingleton<TrainingNeighbors>();
        services.TryAddSingleton<ChampionModels>();
        services.TryAddSingleton<TrainingStarts>();
        services.TryAddSingleton<TrainingGatherer>();
        services.TryAddSingleton<TrainingEvaluator>();
        services.AddHostedService<TrainingRuns>();
        return services;
    }
}
