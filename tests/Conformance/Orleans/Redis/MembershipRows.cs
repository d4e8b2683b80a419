using System.Net;

namespace OrleansML.Conformance.Redis;

/// <summary>Rows of membership tables.</summary>
internal static class MembershipRows
{
    // Whole milliseconds, because not every table keeps more.
    public static readonly DateTime Time = new(2026, 3, 4, 5, 6, 7, 89, DateTimeKind.Utc);

    public static MembershipEntry Create(int port, SiloStatus status = SiloStatus.Active) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, port, 7),
        Status = status,
        SiloName = $"silo-{port}",
        HostName = "host",
        RoleName = "role",
        ProxyPort = 30_000 + port,
        StartTime = Time,
        IAmAliveTime = Time,
    };

    public static async Task InsertAsync(this IMembershipTable table, params MembershipEntry[] entries)
    {
        foreach (var entry in entries)
        {
            Assert.True(await table.InsertRowAsync(entry, (await table.ReadAllAsync()).Version.Next()));
        }
    }

    /// <summary>Everything in a row that a test can compare.</summary>
    public static string Describe(this MembershipEntry entry) => string.Join(
        '|',
        entry.SiloAddress.ToParsableString(), entry.Status, entry.SiloName, entry.HostName, entry.RoleName, entry.ProxyPort,
        entry.StartTime.ToString("O"), entry.IAmAliveTime.ToString("O"),
        string.Join(',', (entry.SuspectTimes ?? []).Select(vote => $"{vote.Item1.ToParsableString()} {vote.Item2:O}")));
}
