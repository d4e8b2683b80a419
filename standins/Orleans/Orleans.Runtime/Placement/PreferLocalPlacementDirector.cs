namespace Orleans.Runtime.Placement;

/// <summary>Places grains on the silo of the caller where it is compatible, else on a random one. Serves stateless workers too.</summary>
internal sealed class PreferLocalPlacementDirector : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        var chosen = IPlacementDirector.GetPlacementHint(target.RequestContextData, silos)
            ?? (!context.LocalSiloStatus.IsTerminating() && silos.Contains(context.LocalSilo) ? context.LocalSilo : silos[Random.Shared.Next(silos.Length)]);
        return Task.FromResult(chosen);
    }
}
