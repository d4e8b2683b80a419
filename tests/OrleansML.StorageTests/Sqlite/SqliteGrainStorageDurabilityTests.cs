using System.Globalization;
using OrleansML.Storage.Sqlite;

namespace OrleansML.StorageTests.Sqlite;

public sealed class SqliteGrainStorageDurabilityTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Database => _directory.File("state.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Reopen_AfterDispose_StatesAndETagsAreThere()
    {
        using (var storage = await StorageHarness.StartAsync(Database))
            await storage.CreateAsync("a", 42);

        using var reopened = await StorageHarness.StartAsync(Database);
        var state = await reopened.ReadAsync("a");

        Assert.Equal(42, state.State!.Value);
        Assert.Equal("1", state.ETag);
        await reopened.WriteAsync("a", state);
        Assert.Equal("2", state.ETag);
    }

    [Fact]
    public async Task Dispose_WritesWaiting_AreStored()
    {
        var storage = await StorageHarness.StartAsync(Database);
        var writes = Enumerable.Range(0, 50).Select(key => storage.CreateAsync($"{key}", key)).ToArray();

        storage.Dispose();

        await Task.WhenAll(writes);
        using var reopened = await StorageHarness.StartAsync(Database);
        for (var key = 0; key < 50; key++)
            Assert.Equal(key, (await reopened.ReadAsync($"{key}")).State!.Value);
    }

    [Fact]
    public async Task Reopen_AfterSigkillInMidStream_EveryAcknowledgedWriteIsThere() =>
        await CheckAsync(await KilledProcess.RunUntilAsync(500, "sqlite", Database));

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(300)]
    public async Task Reopen_AfterSigkillRightAfterAnAcknowledgement_EveryAcknowledgedWriteIsThere(int killAfter)
    {
        var acknowledged = await KilledProcess.RunUntilAsync(int.MaxValue, "sqlite", Database, $"{killAfter}");

        Assert.Equal(killAfter, acknowledged.Count);
        await CheckAsync(acknowledged);
    }

    [Fact]
    public async Task Write_Acknowledged_IsVisibleToAnyConnectionAtOnce()
    {
        using var storage = await StorageHarness.StartAsync(Database);
        using var raw = StorageHarness.OpenRaw(Database);

        for (var key = 0; key < 100; key++)
        {
            await storage.CreateAsync($"{key}", key);
            Assert.Equal(1L, raw.Execute($"SELECT count(*) FROM grain_state WHERE grain_id = 'counter/{key}'"));
        }
    }

    [Fact]
    public void Open_EveryConnection_FlushesAtEachCommit()
    {
        using var connection = SqliteConnector.Open(new SqliteDatabaseSettings(Database, TimeSpan.FromSeconds(3), MaximumBytes: null));

        // 2 is FULL: in WAL mode the log is flushed at every commit, not only at checkpoints.
        Assert.Equal(2L, connection.Execute("PRAGMA synchronous"));
        Assert.Equal("wal", connection.Execute("PRAGMA journal_mode"));
        Assert.Equal(3000L, connection.Execute("PRAGMA busy_timeout"));
    }

    private async Task CheckAsync(List<string> acknowledged)
    {
        using var storage = await StorageHarness.StartAsync(Database);
        foreach (var line in acknowledged)
        {
            var number = int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
            var state = new GrainState<int>();
            await storage.ReadStateAsync("state", GrainId.Create("killed", line.Replace(' ', '-')), state);
            Assert.True(state.RecordExists, $"The acknowledged write '{line}' is lost.");
            Assert.Equal(number, state.State);
        }

        using var raw = StorageHarness.OpenRaw(Database);
        Assert.Equal("ok", raw.Execute("PRAGMA integrity_check"));
        Assert.InRange((long)raw.Execute("SELECT count(*) FROM grain_state")!, acknowledged.Count, acknowledged.Count + 8);
    }
}
