using OrleansML.Models;

namespace OrleansML.Cluster;

/// <summary>The cluster at one moment.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ClusterStatus")]
public sealed record ClusterStatus
{
    /// <summary>All silos known, live ones first.</summary>
    [Id(0)]
    public required SiloDescription[] Silos { get; init; }

    /// <summary>The replicas of every champion, by key.</summary>
    [Id(1)]
    public required ModelReplicaStatus[] Replicas { get; init; }
}
