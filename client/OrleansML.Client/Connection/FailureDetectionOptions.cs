namespace OrleansML.Client;

/// <summary>
/// How soon a lost silo is noticed. Silos probe each other; a silo that misses <see cref="MissedProbes"/> probes in a row gets a vote from
/// the prober, and with <see cref="Votes"/> votes it is declared dead. Bound from <c>OrleansML:Cluster:FailureDetection</c>; silos of one
/// cluster should agree.
/// </summary>
/// <remarks>
/// The defaults declare a killed silo dead after about 6 s. For tests: 1 s, 2 missed probes, 1 vote, refreshes of 5 s and 1 s; a busy
/// machine then loses healthy silos too.
/// </remarks>
public sealed class FailureDetectionOptions
{
    /// <summary>Time between two probes of a silo, and how long an answer may take at first. 0.2 s to 1 minute, default 2 s.</summary>
    public TimeSpan ProbePeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Missed probes in a row before a silo votes. 1 to 100, default 3.</summary>
    public int MissedProbes { get; set; } = 3;

    /// <summary>Votes of different silos that declare a silo dead; a cluster too small for them needs fewer. 1 to 100, default 2.</summary>
    public int Votes { get; set; } = 2;

    /// <summary>
    /// Time between two readings of the membership table, for changes that no other silo told, and between two signs of life written to
    /// it. 1 s to 10 minutes, default 10 s.
    /// </summary>
    public TimeSpan TableRefreshPeriod { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Time between two readings of the list of gateways by a client, which goes on sending to a frozen silo until then. 0.2 s to
    /// 10 minutes, default 5 s.
    /// </summary>
    public TimeSpan GatewayRefreshPeriod { get; set; } = TimeSpan.FromSeconds(5);
}
