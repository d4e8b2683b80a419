namespace OrleansML.Client;

/// <summary>How an application reaches the cluster. Bound from section <c>OrleansML:Client</c>.</summary>
public sealed class OrleansMLClientOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "OrleansML:Client";

    /// <summary>Gateways of the silos as <c>address:port</c>. Default: <c>127.0.0.1:30000</c>. A wrong one costs connection attempts at start.</summary>
    public IList<string> Gateways { get; } = [];

    /// <summary>Id of the cluster; must equal the silos'. Default <c>orleansml</c>.</summary>
    public string ClusterId { get; set; } = "orleansml";

    /// <summary>Id of the service; must equal the silos'. Default <c>orleansml</c>.</summary>
    public string ServiceId { get; set; } = "orleansml";
}
