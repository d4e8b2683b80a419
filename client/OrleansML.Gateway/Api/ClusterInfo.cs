using OrleansML.Cluster;

namespace OrleansML.Gateway.Api;

/// <summary>Answer to <c>GET /api/v1/cluster</c>.</summary>
public sealed record ClusterInfo
{
    /// <summary>All silos known, live ones first.</summary>
    public required SiloInfo[] Silos { get; init; }

    /// <summary>The replicas of every champion.</summary>
    public required ReplicaInfo[] Replicas { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static ClusterInfo From(ClusterStatus status) => new()
    {
        Silos = Array.ConvertAll(status.Silos, SiloInfo.From),
        Replicas = Array.ConvertAll(status.Replicas, ReplicaInfo.From),
    };
}
