namespace Orleans.Configuration;

/// <summary>Settings of the membership protocol.</summary>
public class ClusterMembershipOptions
{
    /// <summary>Gets or sets after how many missed I-am-alive writes a joining silo ignores an entry; 3 by default.</summary>
    public int NumMissedTableIAmAliveLimit { get; set; } = 3;

    /// <summary>Gets or sets whether silos suspected of being dead are declared so; for debugging.</summary>
    public bool LivenessEnabled { get; set; } = true;

    /// <summary>Gets or sets the period and the timeout of probes between silos; 5 seconds by default.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets the shortest probe timeout that adaptation may choose.</summary>
    public TimeSpan MinProbeTimeout { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>Gets or sets the longest probe timeout that adaptation may choose.</summary>
    public TimeSpan MaxProbeTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets or sets how often a silo reads the membership table; 1 minute by default.</summary>
    public TimeSpan TableRefreshTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how long a vote for the death of a silo counts; 2 minutes by default.</summary>
    public TimeSpan DeathVoteExpirationTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets or sets how often a silo writes its I-am-alive time; 30 seconds by default.</summary>
    public TimeSpan IAmAliveTablePublishTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long a silo tries to join before its start fails; 5 minutes by default.</summary>
    public TimeSpan MaxJoinAttemptTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets after what time the entry of an older generation of a silo is retired.</summary>
    public TimeSpan? SiloGenerationRetirementAge { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets whether silos tell each other about changes of membership.</summary>
    public bool UseLivenessGossip { get; set; } = true;

    /// <summary>Gets or sets how many other silos a silo probes; 10 by default.</summary>
    public int NumProbedSilos { get; set; } = 10;

    /// <summary>Gets or sets after how many missed probes a silo is suspected; 3 by default.</summary>
    public int NumMissedProbesLimit { get; set; } = 3;

    /// <summary>Gets or sets how many votes declare a silo dead; 2 by default.</summary>
    public int NumVotesForDeathDeclaration { get; set; } = 2;

    /// <summary>Gets or sets how long entries of dead silos are kept; 7 days by default.</summary>
    public TimeSpan DefunctSiloExpiration { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Gets or sets how often entries of dead silos are removed, or null never to remove them.</summary>
    public TimeSpan? DefunctSiloCleanupPeriod { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets how many entries of dead silos are kept at most.</summary>
    public int? MaxDefunctSiloEntries { get; set; } = 25;

    /// <summary>Gets or sets how long the entry of a dead silo is kept at least.</summary>
    public TimeSpan DefunctSiloMinimumRetention { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets how often the health of the local silo is checked.</summary>
    public TimeSpan LocalHealthDegradationMonitoringPeriod { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets whether a silo in poor health waits longer for the answers to its probes.</summary>
    public bool ExtendProbeTimeoutDuringDegradation { get; set; } = true;

    /// <summary>Gets or sets whether the last probe before a vote goes through another silo.</summary>
    public bool EnableIndirectProbes { get; set; } = true;

    /// <summary>Gets or sets whether traffic on a connection counts as a sign of life.</summary>
    public bool EnableConnectionLivenessCheck { get; set; } = true;

    /// <summary>Gets or sets whether a joining silo declares silos dead that it could not reach within <see cref="MaxJoinAttemptTime"/>.</summary>
    public bool EvictWhenMaxJoinAttemptTimeExceeded { get; set; } = true;
}
