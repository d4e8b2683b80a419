namespace Orleans.Configuration;

/// <summary>Settings of the membership protocol.</summary>
public class ClusterMembershipOptions
{
    /// <summary>Gets or sets whether silos suspected of being dead are declared so; for debugging.</summary>
    public bool LivenessEnabled { get; set; } = true;

    /// <summary>Gets or sets the period and the timeout of probes between silos; 5 seconds by default.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how often a silo reads the membership table; 1 minute by default.</summary>
    public TimeSpan TableRefreshTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how long a vote for the death of a silo counts; 2 minutes by default.</summary>
    public TimeSpan DeathVoteExpirationTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets or sets how often a silo writes its I-am-alive time; 30 seconds by default.</summary>
    public TimeSpan IAmAliveTablePublishTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets whether silos tell each other about changes of membership.</summary>
    public bool UseLivenessGossip { get; set; } = true;

    /// <summary>Gets or sets how many other silos a silo probes; 10 by default.</summary>
    public int NumProbedSilos { get; set; } = 10;

    /// <summary>Gets or sets after how many missed probes a silo is suspected; 3 by default.</summary>
    public int NumMissedProbesLimit { get; set; } = 3;

    /// <summary>Gets or sets how many votes declare a silo dead; 2 by default.</summary>
    public int NumVotesForDeathDeclaration { get; set; } = 2;

    /// <summary>Gets or sets whether traffic on a connection counts as a sign of life.</summary>
    public bool EnableConnectionLivenessCheck { get; set; } = true;
}
