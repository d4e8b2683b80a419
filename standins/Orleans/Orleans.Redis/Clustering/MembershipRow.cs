using System.Text.Json;
using Orleans.Runtime;
using OrleansStandIn.Redis.Connections;

namespace Orleans.Clustering.Redis;

/// <summary>The row of a silo as it is stored; its sign of life is stored beside it, because that changes without a new version.</summary>
internal sealed record MembershipRow
{
    /// <summary>Gets the status, by name.</summary>
    public required string Status { get; init; }

    /// <summary>Gets the name of the silo.</summary>
    public string? SiloName { get; init; }

    /// <summary>Gets the host name of its machine.</summary>
    public string? HostName { get; init; }

    /// <summary>Gets the role of the silo.</summary>
    public string? RoleName { get; init; }

    /// <summary>Gets the port for clients; 0 is none.</summary>
    public int ProxyPort { get; init; }

    /// <summary>Gets the group of silos that are updated together.</summary>
    public int UpdateZone { get; init; }

    /// <summary>Gets the group of silos that fail together.</summary>
    public int FaultZone { get; init; }

    /// <summary>Gets when the silo started, in UTC.</summary>
    public required string StartTime { get; init; }

    /// <summary>Gets who suspects the silo, and since when; null where nobody ever did.</summary>
    public List<MembershipVote>? Votes { get; init; }

    /// <summary>Writes a row.</summary>
    public static string Write(MembershipEntry entry) => JsonSerializer.Serialize(new MembershipRow
    {
        Status = entry.Status.ToString(),
        SiloName = entry.SiloName,
        HostName = entry.HostName,
        RoleName = entry.RoleName,
        ProxyPort = entry.ProxyPort,
        UpdateZone = entry.UpdateZone,
        FaultZone = entry.FaultZone,
        StartTime = RedisTime.Write(entry.StartTime),
        Votes = entry.SuspectTimes?.ConvertAll(
            static vote => new MembershipVote(vote.Item1.ToParsableString(), RedisTime.Write(vote.Item2))),
    });

    /// <summary>Reads a row.</summary>
    /// <param name="silo">The silo, as its field in Redis names it.</param>
    /// <param name="json">What <see cref="Write"/> has written.</param>
    /// <param name="alive">The last sign of life, as stored beside the row.</param>
    public static MembershipEntry Read(string silo, string json, string alive)
    {
        var row = JsonSerializer.Deserialize<MembershipRow>(json)
            ?? throw new RedisClusteringException($"The row of {silo} in the membership table is empty: '{json}'.");
        return new MembershipEntry
        {
            SiloAddress = SiloAddress.FromParsableString(silo),
            Status = Enum.Parse<SiloStatus>(row.Status),
            SiloName = row.SiloName!,
            HostName = row.HostName!,
            RoleName = row.RoleName,
            ProxyPort = row.ProxyPort,
            UpdateZone = row.UpdateZone,
            FaultZone = row.FaultZone,
            StartTime = RedisTime.Read(row.StartTime),
            IAmAliveTime = RedisTime.Read(alive),
            SuspectTimes = row.Votes?.ConvertAll(
                static vote => Tuple.Create(SiloAddress.FromParsableString(vote.Silo), RedisTime.Read(vote.Time))),
        };
    }
}
