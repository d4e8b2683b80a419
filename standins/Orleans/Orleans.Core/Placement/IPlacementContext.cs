namespace Orleans.Runtime.Placement;

/// <summary>The silos among which placement chooses.</summary>
public interface IPlacementContext
{
    /// <summary>The silo that asks.</summary>
    SiloAddress LocalSilo { get; }

    /// <summary>The status of the silo that asks.</summary>
    SiloStatus LocalSiloStatus { get; }

    /// <summary>
    /// Returns the active silos that have the grain class and pass its filters; throws <see cref="OrleansException"/> if there is none.
    /// </summary>
    SiloAddress[] GetCompatibleSilos(PlacementTarget target);

    /// <summary>Returns the compatible silos by version of the interface.</summary>
    IReadOnlyDictionary<ushort, SiloAddress[]> GetCompatibleSilosWithVersions(PlacementTarget target);
}
