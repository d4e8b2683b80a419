namespace Orleans;

/// <summary>The row of a silo in the membership table.</summary>
[GenerateSerializer]
public sealed class MembershipEntry
{
    /// <summary>The address of the silo.</summary>
    [Id(0)]
    public SiloAddress SiloAddress { get; set; } = null!;

    /// <summary>The status of the silo.</summary>
    [Id(1)]
    public SiloStatus Status { get; set; }

    /// <summary>Which silos suspect this one, and since when.</summary>
    [Id(2)]
    public List<Tuple<SiloAddress, DateTime>>? SuspectTimes { get; set; }

    /// <summary>The port at which clients reach it; 0 if it is no gateway.</summary>
    [Id(3)]
    public int ProxyPort { get; set; }

    /// <summary>The host name of its machine.</summary>
    [Id(4)]
    public string HostName { get; set; } = null!;

    /// <summary>The name of the silo.</summary>
    [Id(5)]
    public string SiloName { get; set; } = null!;

    /// <summary>The role of the silo; this runtime puts the name of the program.</summary>
    [Id(6)]
    public string? RoleName { get; set; }

    /// <summary>The group of silos that are updated together; not read by this runtime.</summary>
    [Id(7)]
    public int UpdateZone { get; set; }

    /// <summary>The group of silos that fail together; not read by this runtime.</summary>
    [Id(8)]
    public int FaultZone { get; set; }

    /// <summary>When the silo started, in UTC.</summary>
    [Id(9)]
    public DateTime StartTime { get; set; }

    /// <summary>The last sign of life, in UTC.</summary>
    [Id(10)]
    public DateTime IAmAliveTime { get; set; }

    /// <summary>Adds a suspicion without a look at those that are there.</summary>
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

    /// <summary>Returns all columns as text.</summary>
    public string ToFullString()
        => $"[SiloAddress={SiloAddress} SiloName={SiloName} Status={Status} HostName={HostName} ProxyPort={ProxyPort} "
            + $"RoleName={RoleName} StartTime={StartTime:O} IAmAliveTime={IAmAliveTime:O} "
            + $"Suspects=[{string.Join(", ", SuspectTimes ?? [])}]]";

    /// <inheritdoc/>
    public override string ToString() => $"[SiloAddress={SiloAddress} SiloName={SiloName} Status={Status}]";
}
