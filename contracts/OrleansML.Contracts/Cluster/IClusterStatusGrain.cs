namespace OrleansML.Cluster;

/// <summary>Gathers the state of the cluster for people. Key: <see cref="Key"/>.</summary>
[Alias("OrleansML.IClusterStatusGrain")]
public interface IClusterStatusGrain : IGrainWithStringKey
{
    /// <summary>The key.</summary>
    const string Key = "cluster";

    /// <summary>Silos with pool, status and activations, and the replicas of all champions.</summary>
    [Alias("GetStatus")]
    Task<ClusterStatus> GetStatus(CancellationToken cancellationToken = default);
}
