namespace Orleans.Configuration;

/// <summary>Settings of the membership protocol: how silos join, watch each other and declare each other dead.</summary>
public class ClusterMembershipOptions
{
    private TimeSpan? _minProbeTimeout;
    private TimeSpan? _maxProbeTimeout;

    /// <summary>
    /// Gets or sets how many I-am-alive times (<see cref="IAmAliveTablePublishTimeout"/>) a silo may leave out before its row counts as stale;
    /// 3 by default. Stale silos are probed by everyone, do not count where votes are weighed, and a warning is logged.
    /// </summary>
    public int NumMissedTableIAmAliveLimit { get; set; } = 3;

    /// <summary>Gets or sets whether suspected silos are voted on and declared dead; true by default. Switch it off for debugging only.</summary>
    public bool LivenessEnabled { get; set; } = true;

    /// <summary>
    /// Gets or sets the first timeout of probes between silos, and the first time between two probes; 5 seconds by default.
    /// It then follows the measured response times of each silo, between <see cref="MinProbeTimeout"/> and <see cref="MaxProbeTimeout"/>.
    /// </summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets the shortest timeout of a probe; half of <see cref="ProbeTimeout"/> by default.</summary>
    public TimeSpan MinProbeTimeout
    {
        get => _minProbeTimeout ?? ProbeTimeout / 2;
        set => _minProbeTimeout = value;
    }

    /// <summary>Gets or sets the longest timeout of a probe; four times <see cref="ProbeTimeout"/> by default.</summary>
    public TimeSpan MaxProbeTimeout
    {
        get => _maxProbeTimeout ?? (ProbeTimeout <= TimeSpan.MaxValue / 4 ? ProbeTimeout * 4 : TimeSpan.MaxValue);
        set => _maxProbeTimeout = value;
    }

    /// <summary>Gets or sets how often a silo reads the membership table; 1 minute by default.</summary>
    public TimeSpan TableRefreshTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how long a vote for the death of a silo counts; 2 minutes by default.</summary>
    public TimeSpan DeathVoteExpirationTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets or sets how often a silo writes its I-am-alive time; 30 seconds by default.</summary>
    public TimeSpan IAmAliveTablePublishTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long a silo tries to join before its start fails; 5 minutes by default.</summary>
    public TimeSpan MaxJoinAttemptTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets the age from which a silo that the table does not hold counts as dead, by the time in its generation; 1 hour by default.
    /// Null switches that off: such a silo is dead only if this silo has seen it die.
    /// </summary>
    public TimeSpan? SiloGenerationRetirementAge { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets whether silos tell each other about changes at once, beside reading the table; true by default.</summary>
    public bool UseLivenessGossip { get; set; } = true;

    /// <summary>Gets or sets how many other silos a silo probes; 10 by default. Suspected and stale silos are probed beside those.</summary>
    public int NumProbedSilos { get; set; } = 10;

    /// <summary>Gets or sets after how many missed probes a silo is suspected; 3 by default.</summary>
    public int NumMissedProbesLimit { get; set; } = 3;

    /// <summary>Gets or sets how many votes declare a silo dead; 2 by default. Half of the live silos are enough where those are fewer.</summary>
    public int NumVotesForDeathDeclaration { get; set; } = 2;

    /// <summary>Gets or sets after how long the row of a dead silo is removed; 7 days by default.</summary>
    public TimeSpan DefunctSiloExpiration { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// Gets or sets how often rows older than <see cref="DefunctSiloExpiration"/> are removed; 1 hour by default. Null switches that off.
    /// </summary>
    public TimeSpan? DefunctSiloCleanupPeriod { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Gets or sets how many rows of dead silos are kept; 25 by default. The first active silo removes the oldest of those beyond.
    /// Null keeps all.
    /// </summary>
    public int? MaxDefunctSiloEntries { get; set; } = 25;

    /// <summary>
    /// Gets or sets how long the row of a dead silo is kept at least, whatever the other settings say; 1 hour by default. It should exceed
    /// <see cref="MaxJoinAttemptTime"/> and the difference of clocks: a silo that was out of touch learns of its death from that row.
    /// </summary>
    public TimeSpan DefunctSiloMinimumRetention { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets the shortest time between two messages about the health of this silo itself; 10 seconds by default.</summary>
    public TimeSpan LocalHealthDegradationMonitoringPeriod { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets whether probes get more time while this silo itself is slow; true by default.</summary>
    public bool ExtendProbeTimeoutDuringDegradation { get; set; } = true;

    /// <summary>Gets or sets whether a silo that is about to be suspected is probed through a third silo too; true by default.</summary>
    public bool EnableIndirectProbes { get; set; } = true;

    /// <summary>
    /// Gets or sets whether anything that was received from a silo since a probe was sent counts as its answer; true by default.
    /// </summary>
    public bool EnableConnectionLivenessCheck { get; set; } = true;

    /// <summary>
    /// Gets or sets whether a silo that has been joining for longer than <see cref="MaxJoinAttemptTime"/> is suspected; true by default.
    /// </summary>
    public bool EvictWhenMaxJoinAttemptTimeExceeded { get; set; } = true;

    /// <summary>Gets after how long without a new I-am-alive time a row is stale.</summary>
    internal TimeSpan AllowedIAmAliveMissPeriod => IAmAliveTablePublishTimeout * NumMissedTableIAmAliveLimit;
}
