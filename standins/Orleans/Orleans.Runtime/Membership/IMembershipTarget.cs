namespace Orleans.Runtime.Membership;

/// <summary>What silos ask and tell each other about the membership.</summary>
[Alias("Orleans.Runtime.Membership.IMembershipTarget")]
internal interface IMembershipTarget : ISystemTarget
{
    /// <summary>Answers, to show that the silo is alive.</summary>
    [Alias("Ping")]
    ValueTask Ping();

    /// <summary>Pings another silo for somebody who gets no answer from it.</summary>
    [Alias("PingOther")]
    ValueTask<WitnessReport> PingOther(SiloAddress silo, TimeSpan timeout);

    /// <summary>Tells that the membership has changed; a silo that has not seen the version yet reads the table.</summary>
    [Alias("MembershipChanged")]
    [Concurrency.OneWay]
    ValueTask MembershipChanged(long version);
}
