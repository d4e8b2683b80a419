namespace Orleans.Configuration;

/// <summary>Names the cluster and the service that a silo or client belongs to.</summary>
public class ClusterOptions
{
    /// <summary>The cluster id used where none is configured.</summary>
    public const string DefaultClusterId = "default";

    /// <summary>The service id used where none is configured.</summary>
    public const string DefaultServiceId = "default";

    /// <summary>Gets or sets the id of this cluster; silos and clients of different clusters never talk to each other.</summary>
    public string ClusterId { get; set; } = DefaultClusterId;

    /// <summary>Gets or sets the id of the service, which stays the same across deployments and prefixes stored state.</summary>
    public string ServiceId { get; set; } = DefaultServiceId;
}
