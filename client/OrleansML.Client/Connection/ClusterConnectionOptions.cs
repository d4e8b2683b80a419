namespace OrleansML.Client;

/// <summary>
/// Which cluster a process belongs to and how its members find each other: the same for silos and for their clients, gateways among them.
/// Bound from section <c>OrleansML:Cluster</c> (environment: <c>OrleansML__Cluster__Redis</c>).
/// </summary>
public sealed class ClusterConnectionOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "OrleansML:Cluster";

    /// <summary>
    /// Redis that holds membership, grain state and reminders, as a StackExchange.Redis connection string such as
    /// <c>10.0.0.5:6379,password=...</c>. Default none: silos of one machine, with their state in a SQLite file.
    /// </summary>
    public string? Redis { get; set; }

    /// <summary>Id of the cluster; silos and clients with another id are refused. Default <c>orleansml</c>.</summary>
    public string ClusterId { get; set; } = "orleansml";

    /// <summary>Id of the service; stored state belongs to it and is not found under another. Default <c>orleansml</c>.</summary>
    public string ServiceId { get; set; } = "orleansml";

    /// <summary>How soon a lost silo is noticed.</summary>
    public FailureDetectionOptions FailureDetection { get; } = new();

    /// <summary>Encryption and mutual authentication. Default off.</summary>
    public ClusterTlsOptions Tls { get; } = new();
}
