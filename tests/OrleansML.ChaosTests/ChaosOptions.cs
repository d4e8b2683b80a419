using System.Globalization;
using OrleansML.Testing.Processes;

namespace OrleansML.ChaosTests;

/// <summary>What a fault test needs of its cluster and of its load.</summary>
internal sealed record ChaosOptions
{
    /// <summary>
    /// Settings that find a lost silo within three seconds. Silos of a busy machine may be taken for lost, which the cluster has to bear too.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> FastDetection = Detection(TimeSpan.FromSeconds(1), missedProbes: 2);

    /// <summary>Settings that find a lost silo within some ten seconds, and do not take a silo for lost that only waits for a processor.</summary>
    public static readonly IReadOnlyDictionary<string, string> PatientDetection = Detection(TimeSpan.FromSeconds(2), missedProbes: 4);

    /// <summary>
    /// A cluster for tests that run on any machine. Callers wait a minute: Orleans gives a silo that does not answer more time while the one that
    /// asks is itself short of a processor.
    /// </summary>
    public static readonly ChaosOptions Patient = new()
    {
        Settings = new Dictionary<string, string>(PatientDetection) { ["OrleansML:Client:Retry:Deadline"] = "00:01:00" },
    };

    /// <summary>A cluster as it comes.</summary>
    public static readonly ChaosOptions Defaults = new() { Settings = new Dictionary<string, string>() };

    /// <summary>Settings of every process and of the client inside the test.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = FastDetection;

    /// <summary>Settings of the silos alone.</summary>
    public IReadOnlyDictionary<string, string> SiloSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>Silo processes.</summary>
    public int Silos { get; init; } = 3;

    /// <summary>Gateway processes.</summary>
    public int Gateways { get; init; } = 2;

    /// <summary>The network that the processes are attached to; null for loopback addresses.</summary>
    public PrivateNetwork? Network { get; init; }

    /// <summary>Versions that the writer gives a model at most.</summary>
    public int MostVersions { get; init; } = 1000;

    /// <summary>Whether every change that was begun must have been acknowledged at the end.</summary>
    public bool WritesEnd { get; init; } = true;

    private static Dictionary<string, string> Detection(TimeSpan probePeriod, int missedProbes) => new()
    {
        ["OrleansML:Cluster:FailureDetection:ProbePeriod"] = probePeriod.ToString("c", CultureInfo.InvariantCulture),
        ["OrleansML:Cluster:FailureDetection:MissedProbes"] = missedProbes.ToString(CultureInfo.InvariantCulture),
        ["OrleansML:Cluster:FailureDetection:Votes"] = "1",
        ["OrleansML:Cluster:FailureDetection:TableRefreshPeriod"] = "00:00:05",
        ["OrleansML:Cluster:FailureDetection:GatewayRefreshPeriod"] = "00:00:01",
    };
}
