using System.Text;
using Orleans.Storage;
using OrleansML.Storage.Sqlite;

namespace OrleansML.StorageTests.Sqlite;

public sealed class SqliteGrainStorageTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Database => _directory.File("state.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Read_NoRecord_GivesNewStateWithoutETag()
    {
        using var storage = await StorageHarness.StartAsync(Database);
        var state = new GrainState<CounterState>(new CounterState { Value = 9 }, "stale") { RecordExists = true };

        await storage.ReadStateAsync(StorageHarness.StateName, StorageHarness.Grain("a"), state);

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Equal(0, state.State!.Value);
    }

    [Fact]
    public async Task Write_FirstState_IsReadBackWithItsETag()
    {
        using var storage = await StorageHarness.StartAsync(Database);

        var written = await storage.CreateAsync("a", 7);

        Assert.True(written.RecordExists);
        Assert.Equal("1", written.ETag);
        var read = await storage.ReadAsync("a");
        Assert.True(read.RecordExists);
        Assert.Equal("1", read.ETag);
        Assert.Equal(7, read.State!.Value);
    }

    [Fact]
    public async Task Write_SeveralStates_ETagsGrow()
    {
        using var storage = await StorageHarness.StartAsync(Database);

        var first = await storage.CreateAsync("a", 1);
        var second = await storage.CreateAsync("b", 1);
        await storage.WriteAsync("a", first);

        Assert.Equal("2", second.ETag);
        Assert.Equal("3", first.ETag);
    }

    [Fact]
    public async Task Write_StaleETag_ThrowsWithBothETagsAndChangesNothing()
    {
        using var storage = await StorageHarness.StartAsync(Database);
        await storage.CreateAsync("a", 1);
        var stale = await storage.ReadAsync("a");
        var current = await storage.ReadAsync("a");
        current.State!.Value = 2;
        await storage.WriteAsync("a", current);
        stale.State!.Value = 3;

        var error = await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteAsync("a", stale));

        Assert.Equal("2", error.StoredEtag);
        Assert.Equal("1", error.CurrentEtag);
        Assert.Equal(
            "Storage 'tested' refused to write the state 'state' of grain 'counter/a' (service 'tests'): its ETag " +
            "is '1', but '2' is stored. " +
            "Somebody else changed the state since it was read; read it again before changing it.", error.Message);
        Assert.Equal("1", stale.ETag);
        Assert.Equal(2, (await storage.ReadAsync("a")).State!.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not a number")]
    [InlineData("-1")]
    public async Task Write_ETagThatMatchesNoRow_Throws(string? etag)
    {
        using var storage = await StorageHarness.StartAsync(Database);
        await storage.CreateAsync("a", 1);

        var error = await Assert.ThrowsAsync<InconsistentStateException>(
            () => storage.WriteAsync("a", new GrainState<CounterState>(new CounterState(), etag)));

        Assert.Equal("1", error.StoredEtag);
        Assert.Equal(etag, error.CurrentEtag);
    }

    [Fact]
    public async Task Write_ETagButNoRecord_Throws()
    {
        using var storage = await StorageHarness.StartAsync(Database);

        var error = await Assert.ThrowsAsync<InconsistentStateException>(
            () => storage.WriteAsync("a", new GrainState<CounterState>(new CounterState(), "5")));

        Assert.Null(error.StoredEtag);
        Assert.Equal("5", error.CurrentEtag);
    }

    [Fact]
    public async Task Write_SameGrainOtherStateNameOrService_AreSeparateRecords()
    {
        using var storage = await StorageHarness.StartAsync(Database);
        using var otherService = await StorageHarness.StartAsync(Database, "other service");
        await storage.CreateAsync("a", 1);
        await storage.WriteStateAsync(
            "other name", StorageHarness.Grain("a"), new GrainState<CounterState>(new CounterState { Value = 2 }));
        await otherService.CreateAsync("a", 3);

        Assert.Equal(1, (await storage.ReadAsync("a")).State!.Value);
        Assert.Equal(3, (await otherService.ReadAsync("a")).State!.Value);
        var other = new GrainState<CounterState>();
        await storage.ReadStateAsync("other name", StorageHarness.Grain("a"), other);
        Assert.Equal(2, other.State!.Value);
    }

    [Fact]
    public async Task Clear_Record_LeavesEmptyRowWithNewETag()
    {
        using var storage = await StorageHarness.StartAsync(Database);
        var state = await storage.CreateAsync("a", 1);

        await storage.ClearAsync("a", state);

        Assert.False(state.RecordExists);
        Assert.Equal("2", state.ETag);
        Assert.Equal(0, state.State!.Value);
        var read = await storage.ReadAsync("a");
        Assert.False(read.RecordExists);
        Assert.Equal("2", read.ETag);
        Assert.Equal(0, read.State!.Value);
    }

    [Fact]
    public async Task Clear_ThenWrite_CreatesTheRecordAgain()
    {
        using var storage = await StorageHarness.StartAsync(Database);
        var state = await storage.CreateAsync("a", 1);
        await storage.ClearAsync("a", state);
        state.State!.Value = 5;

        await storage.WriteAsync("a", state);

        Assert.True(state.RecordExists);
        Assert.Equal("3", state.ETag);
        Assert.Equal(5, (await storage.ReadAsync("a")).State!.Value);
    }

    [Fact]
    public async Task Clear_StaleETag_ThrowsAndChangesNothing()
    {
        using var storage = await StorageHarness.StartAsync(Database);
        var state = await storage.CreateAsync("a", 1);
        var stale = await storage.ReadAsync("a");
        await storage.WriteAsync("a", state);

        var error = await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearAsync("a", stale));

        Assert.Equal("2", error.StoredEtag);
        Assert.Equal("1", error.CurrentEtag);
        Assert.True((await storage.ReadAsync("a")).RecordExists);
    }

    [Fact]
    public async Task Clear_NoRecord_ChangesNothing()
    {
        using var storage = await StorageHarness.StartAsync(Database);
        var state = await storage.ReadAsync("a");

        await storage.ClearAsync("a", state);

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
    }

    [Fact]
    public async Task Clear_WithDeleteStateOnClear_RemovesRowAndNeverReusesItsETag()
    {
        using var storage = await StorageHarness.StartAsync(new SqliteGrainStorageOptions { Path = Database, DeleteStateOnClear = true });
        var state = await storage.CreateAsync("a", 1);
        var stale = await storage.ReadAsync("a");

        await storage.ClearAsync("a", state);

        Assert.Null(state.ETag);
        using (var raw = StorageHarness.OpenRaw(Database))
            Assert.Equal(0L, raw.Execute("SELECT count(*) FROM grain_state"));
        var recreated = await storage.CreateAsync("a", 2);
        Assert.Equal("2", recreated.ETag);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteAsync("a", stale));
    }

    [Fact]
    public async Task Write_DefaultSerializer_StoresReadableJson()
    {
        using var storage = await StorageHarness.StartAsync(Database);

        await storage.WriteAsync("a", new GrainState<CounterState>(new CounterState { Value = 3, Note = "Größe <1>" }));

        using var raw = StorageHarness.OpenRaw(Database);
        var data = (byte[])raw.Execute("SELECT data FROM grain_state WHERE grain_id = 'counter/a' AND state_name = 'state'")!;
        Assert.Equal("""{"Value":3,"Note":"Größe <1>"}""", Encoding.UTF8.GetString(data));
    }

    [Fact]
    public async Task Write_NotANumber_IsReadBack()
    {
        using var storage = await StorageHarness.StartAsync(Database);
        var state = new GrainState<double[]>([double.NaN, double.PositiveInfinity, 0.1]);

        await storage.WriteStateAsync("numbers", StorageHarness.Grain("a"), state);

        var read = new GrainState<double[]>();
        await storage.ReadStateAsync("numbers", StorageHarness.Grain("a"), read);
        Assert.Equal([double.NaN, double.PositiveInfinity, 0.1], read.State!);
    }

    [Fact]
    public async Task Write_SerializerOfOptions_IsUsed()
    {
        var options = new SqliteGrainStorageOptions { Path = Database, GrainStorageSerializer = new ReversedTextSerializer() };
        using var storage = await StorageHarness.StartAsync(options);

        await storage.WriteStateAsync("text", StorageHarness.Grain("a"), new GrainState<string>("abc"));

        using var raw = StorageHarness.OpenRaw(Database);
        Assert.Equal("cba", Encoding.UTF8.GetString((byte[])raw.Execute("SELECT data FROM grain_state")!));
        var read = new GrainState<string>();
        await storage.ReadStateAsync("text", StorageHarness.Grain("a"), read);
        Assert.Equal("abc", read.State);
    }

    [Fact]
    public async Task Write_LargeState_IsReadBack()
    {
        using var storage = await StorageHarness.StartAsync(Database);
        var note = new string('x', 5_000_000);

        await storage.WriteAsync("a", new GrainState<CounterState>(new CounterState { Note = note }));

        Assert.Equal(note, (await storage.ReadAsync("a")).State!.Note);
    }

    private sealed class ReversedTextSerializer : IGrainStorageSerializer
    {
        public BinaryData Serialize<T>(T? input) => new(Encoding.UTF8.GetBytes(Reverse((string)(object)input!)));

        public T? Deserialize<T>(BinaryData input) => (T)(object)Reverse(input.ToString());

        private static string Reverse(string text) => string.Concat(text.Reverse());
    }
}
