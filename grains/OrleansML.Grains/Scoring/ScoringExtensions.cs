using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansML.Data.Scoring;
using OrleansML.Data.Sources;

namespace OrleansML.Grains.Scoring;

/// <summary>Registers batch scoring.</summary>
internal static class ScoringExtensions
{
    public static IServiceCollection AddScoring(this IServiceCollection services)
    {
        services.AddOptions<ScoringOptions>().BindConfiguration(ScoringOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ScoringOptions>, ScoringOptionsValidator>());
        services.TryAddSingleton<ScoringFolders>();
        services.TryAddSingleton<ScoringFeatures>();
        services.TryAddSingleton<ScoringModels>();
        services.TryAddSingleton<ScoringWorkLoader>();
        services.TryAddSingleton(static provider => new ScoringPlanner(ScoringFolders.Reading, provider.GetRequiredService<ISecretStore>()));
        services.TryAddSingleton(static provider => new PostgresqlScores(ScoringFolders.Reading, provider.GetRequiredService<ISecretStore>()));
        services.TryAddSingleton(static _ => new ViewEntities(ScoringFolders.Reading));
        services.TryAddSingleton<ScoringEntities>();
        services.TryAddSingleton<ScoringViews>();
        services.TryAddSingleton<ScoringPublisher>();
        services.TryAddSingleton<ScoringBatchSizes>();
        services.TryAddSingleton<ScoringTasks>();
        services.AddHostedService<ScoringJobs>();
        return services;
    }
}
