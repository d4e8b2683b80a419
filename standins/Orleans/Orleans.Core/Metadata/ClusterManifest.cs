using System.Collections.Immutable;

namespace Orleans.Metadata;

/// <summary>The manifests of all silos of a cluster.</summary>
[GenerateSerializer]
[Immutable]
public sealed class ClusterManifest
{
    public ClusterManifest(MajorMinorVersion version, ImmutableDictionary<SiloAddress, GrainManifest> silos)
        : this(version, silos, [.. silos.Values])
    {
    }

    public ClusterManifest(
        MajorMinorVersion version, ImmutableDictionary<SiloAddress, GrainManifest> silos, ImmutableArray<GrainManifest> allGrainManifests)
    {
        Version = version;
        Silos = silos;
        AllGrainManifests = allGrainManifests;
    }

    [Id(0)]
    public MajorMinorVersion Version { get; }

    [Id(1)]
    public ImmutableDictionary<SiloAddress, GrainManifest> Silos { get; }

    [Id(2)]
    public ImmutableArray<GrainManifest> AllGrainManifests { get; }
}
