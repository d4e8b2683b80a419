using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using Orleans.Storage;
using OrleansML.Storage.Sqlite;

namespace OrleansML.StorageTests.Sqlite;

public sealed class SqliteGrainStorageConcurrencyTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Database => _directory.File("state.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Write_ThousandInParallelOverHundredKeys_EveryKeyHasItsLastValue()
    {
        const int keys = 100;
        const int writesPerKey = 10;
        using (var storage = await StorageHarness.StartAsync(new SqliteGrainStorageOptions { Path = Database, QueueCapacity = 32 }))
        {
            await Task.WhenAll(Enumerable.Range(0, keys).Select(key => Task.Run(async () =>
            {
                var state = await storage.ReadAsync($"{key}");
                for (var write = 1; write <= writesPerKey; write++)
                {
                    state.State!.Value = (key * 1000) + write;
                    await storage.WriteAsync($"{key}", state);
                }
            })));
        }

        using var reopened = await StorageHarness.StartAsync(Database);
        var etags = new List<int>();
        for (var key = 0; key < keys; key++)
        {
            var state = await reopened.ReadAsync($"{key}");
            Assert.Equal((key * 1000) + writesPerKey, state.State!.Value);
            etags.Add(int.Parse(state.ETag!, CultureInfo.InvariantCulture));
        }

        Assert.Equal(keys, etags.Distinct().Count());
        Assert.Equal(keys * writesPerKey, etags.Max());
    }

    [Fact]
    public async Task Write_HundredRaceForOneKey_ExactlyOneWins()
    {
        using var storage = await StorageHarness.StartAsync(Database);
        await storage.CreateAsync("a", -1);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(value => Task.Run(async () =>
        {
            try
            {
                await storage.WriteAsync("a", new GrainState<CounterState>(new CounterState { Value = value }, "1"));
                return value;
            }
            catch (InconsistentStateException)
            {
                return -1;
            }
        })));

        var winner = Assert.Single(outcomes, static value => value >= 0);
        Assert.Equal(winner, (await storage.ReadAsync("a")).State!.Value);
    }

    [Fact]
    public async Task Write_ManyWaitTogether_ShareFewTransactions()
    {
        using var storage = await StorageHarness.StartAsync(Database);

        await WhileLockedAsync(() => Task.WhenAll(Enumerable.Range(0, 200).Select(key => storage.CreateAsync($"{key}", key))));

        // Each transaction writes at least three pages of 4 KiB; 200 of them would leave a log of more than 2 MB.
        Assert.InRange(new FileInfo(Database + "-wal").Length, 1, 300_000);
        Assert.Equal(199, (await storage.ReadAsync("199")).State!.Value);
    }

    [Fact]
    public async Task Write_ManyWaitTogether_MetersCountEachOnce()
    {
        var sizes = new ConcurrentBag<int>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == SqliteInstruments.GroupSize)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((_, size, tags, _) =>
        {
            if (tags[0].Value as string == "metered")
                sizes.Add(size);
        });
        listener.Start();
        using var storage = await StorageHarness.StartAsync(new SqliteGrainStorageOptions { Path = Database }, name: "metered");

        await WhileLockedAsync(() => Task.WhenAll(Enumerable.Range(0, 200).Select(key => storage.CreateAsync($"{key}", key))));

        Assert.Equal(200, sizes.Sum());
        Assert.InRange(sizes.Count, 1, 10);
    }

    [Fact]
    public async Task Write_StaleOneInGroup_OthersAreStored()
    {
        using var storage = await StorageHarness.StartAsync(Database);
        Task stale = Task.CompletedTask;

        await WhileLockedAsync(() =>
        {
            var before = Enumerable.Range(0, 10).Select(key => storage.CreateAsync($"{key}", key)).ToArray();
            stale = storage.WriteAsync("stale", new GrainState<CounterState>(new CounterState(), "77"));
            var after = Enumerable.Range(10, 10).Select(key => storage.CreateAsync($"{key}", key)).ToArray();
            return Task.WhenAll([.. before, .. after]);
        });

        await Assert.ThrowsAsync<InconsistentStateException>(() => stale);
        for (var key = 0; key < 20; key++)
            Assert.Equal(key, (await storage.ReadAsync($"{key}")).State!.Value);
    }

    [Theory]
    [InlineData("ABORT")]    // SQLite undoes the statement and keeps the transaction
    [InlineData("ROLLBACK")] // SQLite undoes the whole transaction
    public async Task Write_FailingOneInGroup_OthersAreStored(string reaction)
    {
        using var storage = await StorageHarness.StartAsync(Database);
        using (var raw = StorageHarness.OpenRaw(Database))
        {
            raw.Execute($"CREATE TRIGGER refuse BEFORE INSERT ON grain_state WHEN NEW.grain_id = 'counter/bad' " +
                $"BEGIN SELECT RAISE({reaction}, 'refused by a trigger'); END");
        }

        Task bad = Task.CompletedTask;
        await WhileLockedAsync(() =>
        {
            var before = Enumerable.Range(0, 10).Select(key => storage.CreateAsync($"{key}", key)).ToArray();
            bad = storage.CreateAsync("bad", 1);
            var after = Enumerable.Range(10, 10).Select(key => storage.CreateAsync($"{key}", key)).ToArray();
            return Task.WhenAll([.. before, .. after]);
        });

        var error = await Assert.ThrowsAsync<SqliteStorageException>(() => bad);
        Assert.Contains("refused by a trigger", error.InnerException!.Message, StringComparison.Ordinal);
        for (var key = 0; key < 20; key++)
            Assert.Equal(key, (await storage.ReadAsync($"{key}")).State!.Value);
        Assert.False((await storage.ReadAsync("bad")).RecordExists);
    }

    [Fact]
    public async Task Write_TwoStoragesOnOneFile_SeeEachOther()
    {
        var starts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => StorageHarness.StartAsync(Database))));
        try
        {
            await Task.WhenAll(starts.Select((storage, silo) => Task.Run(async () =>
            {
                for (var key = 0; key < 25; key++)
                    await storage.CreateAsync($"{silo}-{key}", key);
            })));

            foreach (var storage in starts)
            {
                for (var silo = 0; silo < starts.Length; silo++)
                    Assert.Equal(24, (await storage.ReadAsync($"{silo}-24")).State!.Value);
            }

            var stale = await starts[0].ReadAsync("0-0");
            await starts[1].WriteAsync("0-0", await starts[1].ReadAsync("0-0"));
            await Assert.ThrowsAsync<InconsistentStateException>(() => starts[0].WriteAsync("0-0", stale));
        }
        finally
        {
            foreach (var storage in starts)
                storage.Dispose();
        }
    }

    /// <summary>Runs the action while another connection holds the write lock, so that its writes have to wait together.</summary>
    private async Task WhileLockedAsync(Func<Task> write)
    {
        using var raw = StorageHarness.OpenRaw(Database);
        raw.Execute("BEGIN IMMEDIATE");
        var writing = write();
        raw.Execute("ROLLBACK");
        await writing;
    }
}
