namespace Orleans.Runtime.Membership;

/// <summary>What the monitor of one silo needs to know of all others.</summary>
internal interface IMonitorOwner
{
    /// <summary>Chooses a silo to probe another one through, or null where there is none.</summary>
    SiloAddress? ChooseWitness(SiloAddress silo, IReadOnlySet<SiloAddress> except);

    /// <summary>Takes note of the first missed probe.</summary>
    void OnFirstMiss(SiloAddress silo);

    /// <summary>Votes for the death of a silo that missed as many probes as it may.</summary>
    Task VoteAsync(SiloMonitor monitor, SiloAddress? witness);
}
