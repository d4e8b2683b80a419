using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime.Placement;

/// <summary>Places grains on the silo with the fewest activations among a few random ones.</summary>
internal sealed class ActivationCountPlacementDirector(ClusterLoad load, IOptions<ActivationCountBasedPlacementOptions> options) : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) is { } hint)
        {
            return Task.FromResult(hint);
        }

        Random.Shared.Shuffle(silos);
        var chosen = silos.Take(Math.Max(1, options.Value.ChooseOutOf)).MinBy(load.GetActivationCount)!;
        load.OnPlaced(chosen);
        return Task.FromResult(chosen);
    }
}
