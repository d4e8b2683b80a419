using Orleans.Storage;
using OrleansML.Conformance.State;

namespace OrleansML.Conformance.Redis;

/// <summary>What grain storage in Redis promises to grains.</summary>
public sealed class GrainStorageTests(RedisFixture fixture) : IClassFixture<RedisFixture>, IAsyncLifetime
{
    private readonly GrainId _grain = GrainId.Create("cart", Guid.NewGuid().ToString("N"));
    private StorageSilo? _silo;

    private IGrainStorage Keeping => _silo!.Get(StorageSilo.Keeping);

    private IGrainStorage Deleting => _silo!.Get(StorageSilo.Deleting);

    public async Task InitializeAsync() => _silo = await StorageSilo.StartAsync(fixture.Server, RedisFixture.NewId());

    public async Task DisposeAsync() => await _silo!.DisposeAsync();

    [Fact]
    public async Task ReadState_NeverWritten_GivesAnEmptyStateWithoutRecord()
    {
        var state = new GrainState<Note>(new Note { Text = "of before" }, "an etag") { RecordExists = true };

        await Keeping.ReadStateAsync("note", _grain, state);

        Assert.Equal((false, null, null), (state.RecordExists, state.ETag, state.State!.Text));
    }

    [Fact]
    public async Task WriteState_New_IsReadBackByAnotherReader()
    {
        var written = await WriteAsync(Keeping, "hello");

        var read = await ReadAsync(Keeping);

        Assert.NotNull(written.ETag);
        Assert.True(written.RecordExists);
        Assert.Equal((true, written.ETag, "hello"), (read.RecordExists, read.ETag, read.State!.Text));
    }

    [Fact]
    public async Task WriteState_EtagIsStale_ThrowsAndChangesNothing()
    {
        var late = await WriteAsync(Keeping, "first");
        var winner = await WriteAsync(Keeping, "second", late.ETag);
        var etag = late.ETag;

        late.State!.Text = "third";
        await Assert.ThrowsAsync<InconsistentStateException>(() => Keeping.WriteStateAsync("note", _grain, late));

        var read = await ReadAsync(Keeping);
        Assert.Equal((winner.ETag, "second"), (read.ETag, read.State!.Text));
        Assert.Equal(etag, late.ETag);
    }

    [StandInFact("the ETags are in the message alone.")]
    public async Task WriteState_EtagIsStale_ExceptionTellsBothEtags()
    {
        var late = await WriteAsync(Keeping, "first");
        var winner = await WriteAsync(Keeping, "second", late.ETag);

        var exception = await Assert.ThrowsAsync<InconsistentStateException>(() => Keeping.WriteStateAsync("note", _grain, late));

        Assert.Equal((winner.ETag, late.ETag), (exception.StoredEtag, exception.CurrentEtag));
    }

    [Fact]
    public async Task WriteState_RecordWasNeverRead_Throws()
    {
        await WriteAsync(Keeping, "first");

        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(Keeping, "second"));

        Assert.Equal("first", (await ReadAsync(Keeping)).State!.Text);
    }

    [Fact]
    public async Task ClearState_RecordIsKept_LeavesAnEtagThatRefusesOldWriters()
    {
        var state = await WriteAsync(Keeping, "gone soon");
        var old = state.ETag;

        await Keeping.ClearStateAsync("note", _grain, state);

        Assert.Equal((false, null), (state.RecordExists, state.State!.Text));
        Assert.NotNull(state.ETag);
        var read = await ReadAsync(Keeping);
        Assert.Equal((false, state.ETag, null), (read.RecordExists, read.ETag, read.State!.Text));
        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(Keeping, "late", old));
        await WriteAsync(Keeping, "again", state.ETag);
        Assert.Equal("again", (await ReadAsync(Keeping)).State!.Text);
    }

    [Fact]
    public async Task ClearState_RecordIsDeleted_LeavesNothing()
    {
        var state = await WriteAsync(Deleting, "gone soon");

        await Deleting.ClearStateAsync("note", _grain, state);

        Assert.Equal((false, null, null), (state.RecordExists, state.ETag, state.State!.Text));
        var read = await ReadAsync(Deleting);
        Assert.Equal((false, null), (read.RecordExists, read.ETag));
        await WriteAsync(Deleting, "again");
        Assert.Equal("again", (await ReadAsync(Deleting)).State!.Text);
    }

    [Theory]
    [InlineData(StorageSilo.Keeping)]
    [InlineData(StorageSilo.Deleting)]
    public async Task ClearState_EtagIsStale_ThrowsAndChangesNothing(string name)
    {
        var storage = _silo!.Get(name);
        var late = await WriteAsync(storage, "first");
        await WriteAsync(storage, "second", late.ETag);

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("note", _grain, late));

        Assert.Equal("second", (await ReadAsync(storage)).State!.Text);
    }

    [Fact]
    public async Task WriteState_TwoStatesOfOneGrain_AreSeparate()
    {
        await WriteAsync(Keeping, "note");
        var other = new GrainState<Note>(new Note { Text = "other" });
        await Keeping.WriteStateAsync("other", _grain, other);

        Assert.Equal("note", (await ReadAsync(Keeping)).State!.Text);
    }

    [Fact]
    public async Task ReadState_OfAnotherService_IsNotThere()
    {
        await WriteAsync(Keeping, "secret");
        await using var other = await StorageSilo.StartAsync(fixture.Server, RedisFixture.NewId());

        Assert.False((await ReadAsync(other.Get(StorageSilo.Keeping))).RecordExists);
    }

    [Fact]
    public async Task Writers_EightAtOnce_ExactlyOneWinsEachEtag()
    {
        await WriteAsync(Keeping, "0");
        for (var round = 1; round <= 20; round++)
        {
            var before = await ReadAsync(Keeping);

            var won = await Task.WhenAll(
                Enumerable.Range(0, 8).Select(writer => Task.Run(() => WinsAsync($"{round}/{writer}", before.ETag))));

            var winner = Assert.Single(won, text => text is not null);
            Assert.Equal(winner, (await ReadAsync(Keeping)).State!.Text);
        }
    }

    private async Task<string?> WinsAsync(string text, string? etag)
    {
        try
        {
            await WriteAsync(Keeping, text, etag);
            return text;
        }
        catch (InconsistentStateException)
        {
            return null;
        }
    }

    private async Task<GrainState<Note>> WriteAsync(IGrainStorage storage, string text, string? etag = null)
    {
        var state = new GrainState<Note>(new Note { Text = text }, etag);
        await storage.WriteStateAsync("note", _grain, state);
        return state;
    }

    private async Task<GrainState<Note>> ReadAsync(IGrainStorage storage)
    {
        var state = new GrainState<Note>();
        await storage.ReadStateAsync("note", _grain, state);
        return state;
    }
}
