namespace Orleans.Runtime.Placement;

/// <summary>The silos among which placement chooses.</summary>
public interface IPlacementContext
{
    SiloAddress LocalSilo { get; }

    SiloStatus LocalSiloStatus { get; }

    SiloAddress[] GetCompatibleSilos(PlacementTarget target);

    IReadOnlyDictionary<ushort, SiloAddress[]> GetCompatibleSilosWithVersions(PlacementTarget target);
}
