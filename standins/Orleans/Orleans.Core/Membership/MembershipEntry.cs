namespace Orleans;

/// <summary>The row of a silo in the membership table.</summary>
[GenerateSerializer]
public sealed class MembershipEntry
{
    [Id(0)]
    public SiloAddress SiloAddress { get; set; } = null!;

    [Id(1)]
    public SiloStatus Status { get; set; }

    /// <summary>Which silos suspect this one, and since when.</summary>
    [Id(2)]
    public List<Tuple<SiloAddress, DateTime>>? SuspectTimes { get; set; }

    [Id(3)]
    public int ProxyPort { get; set; }

    [Id(4)]
    public string HostName { get; set; } = null!;

    [Id(5)]
    public string SiloName { get; set; } = null!;

    [Id(6)]
    public string? RoleName { get; set; }

    [Id(7)]
    public int UpdateZone { get; set; }

    [Id(8)]
    public int FaultZone { get; set; }

    [Id(9)]
    public DateTime StartTime { get; set; }

    [Id(10)]
    public DateTime IAmAliveTime { get; set; }

    public void AddSuspector(SiloAddress suspectingSilo, DateTime suspectingTime)
        => (SuspectTimes ??= []).Add(new(suspectingSilo, suspectingTime));

    /// <summary>Adds a vote; at most <paramref name="maxVotes"/> are kept, the newest ones.</summary>
    public void AddOrUpdateSuspector(SiloAddress localSilo, DateTime voteTime, int maxVotes)
    {
        var votes = SuspectTimes ??= [];
        votes.RemoveAll(vote => vote.Item1.Equals(localSilo));
        while (votes.Count >= maxVotes) votes.Remove(votes.MinBy(static vote => vote.Item2)!);
        votes.Add(new(localSilo, voteTime));
    }

    public string ToFullString()
        => $"[SiloAddress={SiloAddress} SiloName={SiloName} Status={Status} HostName={HostName} ProxyPort={ProxyPort} "
            + $"RoleName={RoleName} StartTime={StartTime:O} IAmAliveTime={IAmAliveTime:O} "
            + $"Suspects=[{string.Join(", ", SuspectTimes ?? [])}]]";

    public override string ToString() => $"[SiloAddress={SiloAddress} SiloName={SiloName} Status={Status}]";
}
