using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime.Placement;

/// <summary>
/// Places grains on the silo with the lowest weighted load among a random sample of the square root of their number. The local silo
/// is kept unless another one is better by a margin.
/// </summary>
internal sealed class ResourceOptimizedPlacementDirector(ClusterLoad load, IOptions<ResourceOptimizedPlacementOptions> options) : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (silos.Length == 1)
        {
            return Task.FromResult(silos[0]);
        }

        if (IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) is { } hint)
        {
            return Task.FromResult(hint);
        }

        var localIsCompatible = silos.Contains(context.LocalSilo) && !context.LocalSiloStatus.IsTerminating();
        Random.Shared.Shuffle(silos);
        var sampleSize = (int)Math.Ceiling(Math.Sqrt(silos.Length));
        var mostActivations = silos.Max(load.GetActivationCount);
        var (best, score) = silos.Take(sampleSize).Select(silo => (Silo: silo, Score: GetScore(silo, mostActivations))).MinBy(pair => pair.Score);
        if (localIsCompatible && GetScore(context.LocalSilo, mostActivations) - (options.Value.LocalSiloPreferenceMargin / 100f) <= score)
        {
            best = context.LocalSilo;
        }

        load.OnPlaced(best);
        return Task.FromResult(best);
    }

    private float GetScore(SiloAddress silo, int mostActivations)
    {
        var weights = options.Value;
        if (load.Get(silo) is not { } statistics)
        {
            return 0;
        }

        var environment = statistics.EnvironmentStatistics;
        var memory = environment.MaximumAvailableMemoryBytes;
        float total = weights.CpuUsageWeight + weights.MemoryUsageWeight + weights.AvailableMemoryWeight + weights.ActivationCountWeight;
        var score = (weights.CpuUsageWeight * environment.FilteredCpuUsagePercentage / 100f)
            + (memory > 0 ? weights.MemoryUsageWeight * ((float)environment.FilteredMemoryUsageBytes / memory) : 0)
            + (memory > 0 ? weights.AvailableMemoryWeight * (1 - ((float)environment.FilteredAvailableMemoryBytes / memory)) : 0)
            + (mostActivations > 0 ? weights.ActivationCountWeight * ((float)load.GetActivationCount(silo) / mostActivations) : 0);
        return total > 0 ? score / total : 0;
    }
}
