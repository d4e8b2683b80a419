namespace Orleans.Runtime;

/// <summary>The manifests of the cluster, now and as they change.</summary>
public interface IClusterManifestProvider
{
    /// <summary>The manifest of the cluster as this process knows it now.</summary>
    ClusterManifest Current { get; }

    /// <summary>The manifest of this process.</summary>
    GrainManifest LocalGrainManifest { get; }

    /// <summary>The manifest now and each time that it changes, until the enumeration is cancelled.</summary>
    IAsyncEnumerable<ClusterManifest> Updates { get; }
}
