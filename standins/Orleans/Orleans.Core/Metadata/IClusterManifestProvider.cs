namespace Orleans.Runtime;

/// <summary>The manifests of the cluster, now and as they change.</summary>
public interface IClusterManifestProvider
{
    ClusterManifest Current { get; }

    GrainManifest LocalGrainManifest { get; }

    IAsyncEnumerable<ClusterManifest> Updates { get; }
}
