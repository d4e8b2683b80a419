using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansML.Data.History;

namespace OrleansML.Grains.Training;

/// <summary>Adds the judging of trained models to a silo.</summary>
internal static class CandidateExtensions
{
    public static IServiceCollection AddCandidates(this IServiceCollection services)
    {
        services.TryAddSingleton(static provider => new CandidateEvaluator(new HistoryQueryOptions(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<ChampionReader>();
        services.TryAddSingleton<GateRecords>();
        return services;
    }
}
