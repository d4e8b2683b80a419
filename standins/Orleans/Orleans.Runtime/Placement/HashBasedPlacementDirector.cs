namespace Orleans.Runtime.Placement;

/// <summary>Places a grain on the compatible silo that its hash selects, so that the same silos give the same choice.</summary>
internal sealed class HashBasedPlacementDirector : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        var hint = IPlacementDirector.GetPlacementHint(target.RequestContextData, silos);
        Array.Sort(silos);
        return Task.FromResult(hint ?? silos[target.GrainIdentity.GetUniformHashCode() % (uint)silos.Length]);
    }
}
