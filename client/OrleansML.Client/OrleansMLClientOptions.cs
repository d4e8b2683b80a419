namespace OrleansML.Client;

/// <summary>
/// How an application reaches the cluster that <see cref="ClusterConnectionOptions"/> names. Bound from section <c>OrleansML:Client</c>.
/// </summary>
public sealed class OrleansMLClientOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "OrleansML:Client";

    /// <summary>
    /// Gateways of the silos as <c>address:port</c>, where they are not to be looked up. Default: those that Redis lists
    /// (<c>OrleansML:Cluster:Redis</c>), without Redis <c>127.0.0.1:30000</c>. A wrong one costs connection attempts at start.
    /// </summary>
    public IList<string> Gateways { get; } = [];
}
