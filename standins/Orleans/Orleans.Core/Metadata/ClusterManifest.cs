using System.Collections.Immutable;

namespace Orleans.Metadata;

/// <summary>The manifests of all silos of a cluster.</summary>
[GenerateSerializer]
[Immutable]
public sealed class ClusterManifest
{
    /// <summary>Makes the manifest of a cluster from those of its silos.</summary>
    public ClusterManifest(MajorMinorVersion version, ImmutableDictionary<SiloAddress, GrainManifest> silos)
        : this(version, silos, [.. silos.Values])
    {
    }

    /// <summary>Makes the manifest of a cluster from those of its silos and a list of all manifests.</summary>
    public ClusterManifest(
        MajorMinorVersion version, ImmutableDictionary<SiloAddress, GrainManifest> silos, ImmutableArray<GrainManifest> allGrainManifests)
    {
        Version = version;
        Silos = silos;
        AllGrainManifests = allGrainManifests;
    }

    /// <summary>The version of the manifest.</summary>
    [Id(0)]
    public MajorMinorVersion Version { get; }

    /// <summary>The manifests by silo.</summary>
    [Id(1)]
    public ImmutableDictionary<SiloAddress, GrainManifest> Silos { get; }

    /// <summary>The manifests of all silos.</summary>
    [Id(2)]
    public ImmutableArray<GrainManifest> AllGrainManifests { get; }
}
