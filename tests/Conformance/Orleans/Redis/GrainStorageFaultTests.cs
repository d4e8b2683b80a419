using Orleans.Persistence.Redis;
using Orleans.Storage;
using OrleansML.Conformance.State;

namespace OrleansML.Conformance.Redis;

/// <summary>What grains are told when the server with their state fails; every test has a server of its own.</summary>
public sealed class GrainStorageFaultTests : IAsyncLifetime
{
    private static readonly GrainId Grain = GrainId.Create("cart", "one");
    private readonly GrainState<Note> _state = new(new Note { Text = "acknowledged" });
    private RedisServer? _redis;
    private StorageSilo? _silo;

    private RedisServer Redis => _redis!;

    private IGrainStorage Storage => _silo!.Get(StorageSilo.Keeping);

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _silo = await StorageSilo.StartAsync(_redis, "the-service");
        await WriteAsync();
    }

    public async Task DisposeAsync()
    {
        await _silo!.DisposeAsync();
        await Redis.DisposeAsync();
    }

    [Fact]
    public async Task ServerIsKilledAndRestartedWithItsData_ThrowsAndThenGoesOn()
    {
        await Redis.KillAsync();

        await Assert.ThrowsAsync<RedisStorageException>(WriteAsync);
        await Assert.ThrowsAsync<RedisStorageException>(ReadAsync);
        await Redis.RestartAsync();

        await Wait.UntilAsync(IsReachedAsync, "the state after the restart");
        Assert.Equal((true, "acknowledged", _state.ETag), await ReadAsync());
        await WriteAsync();
    }

    [Fact]
    public async Task ServerRefusesWrites_ThrowsAndWritesNothing()
    {
        var etag = _state.ETag;
        _state.State!.Text = "refused";
        Assert.Equal("+OK", await Redis.CommandAsync("CONFIG", "SET", "min-replicas-to-write", "1"));

        var exception = await Assert.ThrowsAsync<RedisStorageException>(WriteAsync);
        await Assert.ThrowsAsync<RedisStorageException>(() => Storage.ClearStateAsync("note", Grain, _state));

        Assert.Contains("NOREPLICAS", exception.Message, StringComparison.Ordinal);
        Assert.Equal(etag, _state.ETag);
        Assert.Equal("+OK", await Redis.CommandAsync("CONFIG", "SET", "min-replicas-to-write", "0"));
        Assert.Equal((true, "acknowledged", etag), await ReadAsync());
        await WriteAsync();
    }

    [StandInFact("the message has another form.")]
    public async Task ServerIsKilled_MessageSaysWhatWhereAndWhatToDo()
    {
        await Redis.KillAsync();

        var exception = await Assert.ThrowsAsync<RedisStorageException>(WriteAsync);

        Assert.StartsWith(
            "The grain storage 'keeping': writing the state 'note' of cart/one failed (Redis key "
            + "'the-service/state/cart/one/note'). Redis ",
            exception.Message);
        Assert.Contains("Check that Redis runs", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerIsRestartedEmpty_WriteWithAnOldEtagThrowsAndBringsNothingBack()
    {
        await Redis.RestartAsync(keepData: false);
        await Wait.UntilAsync(IsReachedAsync, "the server after the restart");

        await Assert.ThrowsAsync<InconsistentStateException>(WriteAsync);

        Assert.Equal(":0", await Redis.CommandAsync("DBSIZE"));
        Assert.Equal((false, null, null), await ReadAsync());
    }

    [StandInFact("a record that is gone is not told from one that was changed.")]
    public async Task ServerIsRestartedEmpty_ExceptionSaysThatTheRecordIsGone()
    {
        await Redis.RestartAsync(keepData: false);
        await Wait.UntilAsync(IsReachedAsync, "the server after the restart");

        var exception = await Assert.ThrowsAsync<InconsistentStateException>(WriteAsync);

        Assert.Equal((null, _state.ETag), (exception.StoredEtag, exception.CurrentEtag));
        Assert.Contains("the record is gone", exception.Message, StringComparison.Ordinal);
    }

    [StandInFact("the layout is another one.")]
    public async Task ReadState_KeyHoldsSomethingElse_ThrowsInsteadOfFindingNoState()
    {
        var state = new GrainState<Note>();
        await Redis.CommandAsync("HSET", "the-service/state/cart/foreign/note", "etag", "1", "data", "x");
        await Redis.CommandAsync("SET", "the-service/state/cart/string/note", "x");

        var foreign = await Assert.ThrowsAsync<RedisStorageException>(
            () => Storage.ReadStateAsync("note", GrainId.Create("cart", "foreign"), state));
        var other = await Assert.ThrowsAsync<RedisStorageException>(
            () => Storage.ReadStateAsync("note", GrainId.Create("cart", "string"), state));

        Assert.StartsWith(
            "The Redis key 'the-service/state/cart/foreign/note' holds a hash that the grain storage 'keeping' did not write.",
            foreign.Message);
        Assert.Contains("The key holds something else, written by another program.", other.Message, StringComparison.Ordinal);
    }

    private Task WriteAsync() => Storage.WriteStateAsync("note", Grain, _state);

    private async Task<(bool Exists, string? Text, string? Etag)> ReadAsync()
    {
        var read = new GrainState<Note>();
        await Storage.ReadStateAsync("note", Grain, read);
        return (read.RecordExists, read.State?.Text, read.ETag);
    }

    private async Task<bool> IsReachedAsync()
    {
        try
        {
            await ReadAsync();
            return true;
        }
        catch (RedisStorageException)
        {
            return false;
        }
    }
}
