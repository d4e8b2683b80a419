using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;

namespace OrleansML.Conformance.Placement;

/// <summary>Keeps the silos whose label "pool" is a given value.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PoolFilterAttribute(string pool) : PlacementFilterAttribute(new PoolFilterStrategy(pool, order: 1));

public sealed class PoolFilterStrategy(string pool, int order) : PlacementFilterStrategy(order)
{
    /// <summary>Stands for "the pool is the first part of the grain's key".</summary>
    public const string PoolInKey = "*";

    private const string Property = "pool";

    public PoolFilterStrategy()
        : this("", 0)
    {
    }

    public string Pool { get; private set; } = pool;

    public override void AdditionalInitialize(GrainProperties properties) =>
        Pool = GetPlacementFilterGrainProperty(Property, properties) ?? throw new InvalidOperationException("The grain type has no pool.");

    protected override IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, IReadOnlyDictionary<string, string> existingProperties) =>
        [new(Property, Pool)];
}

internal sealed class PoolFilterDirector(ISiloMetadataCache metadata) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        var pool = ((PoolFilterStrategy)filterStrategy).Pool;
        if (pool == PoolFilterStrategy.PoolInKey)
        {
            pool = target.GrainIdentity.Key.ToString()!.Split('/')[0];
        }

        return silos.Where(silo => metadata.GetSiloMetadata(silo).Metadata.GetValueOrDefault("pool") == pool);
    }
}
