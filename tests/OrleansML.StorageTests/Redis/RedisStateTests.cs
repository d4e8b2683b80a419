using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Storage;
using OrleansML.Storage.Redis;
using OrleansML.StorageTests.Sqlite;
using OrleansML.Testing.Processes;
using OrleansML.Testing.Servers;
using StackExchange.Redis;

namespace OrleansML.StorageTests.Redis;

public sealed class RedisStateTests : IAsyncLifetime
{
    private const string Marker = "storage-tests/store-identity";

    private readonly DirectoryInfo _memory = Directory.CreateTempSubdirectory("orleansml-memory-");
    private RedisServer _redis = null!;
    private ConnectionMultiplexer _connection = null!;
    private IHost _silo = null!;

    private StoreGuard Guard => _silo.Services.GetRequiredService<StoreGuard>();

    private IGrainStorage Storage => _silo.Services.GetRequiredService<IGrainStorage>();

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _connection = await ConnectionMultiplexer.ConnectAsync($"{_redis.ConnectionString},abortConnect=false");
        _silo = CreateSilo();
        Assert.Equal(StoreCondition.Open, (await Guard.TryOpenAsync()).Condition);
        await _silo.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _silo.StopAsync(new CancellationToken(canceled: true));
        _silo.Dispose();
        await _connection.DisposeAsync();
        await _redis.DisposeAsync();
        _memory.Delete(recursive: true);
    }

    [Fact]
    public async Task Write_OwnStore_IsReadAgain()
    {
        await Storage.CreateAsync("a", 7);

        var read = await Storage.ReadAsync("a");

        Assert.Equal((7, true), (read.State!.Value, read.RecordExists));
    }

    [Fact]
    public async Task Write_StaleETag_IsInconsistent()
    {
        var first = await Storage.CreateAsync("a", 1);
        var second = await Storage.ReadAsync("a");
        second.State!.Value = 2;
        await Storage.WriteAsync("a", second);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteAsync("a", first));
    }

    [Fact]
    public async Task Write_StoreRestartedEmpty_IsRefusedAndTheStateInMemoryIsKept()
    {
        var state = await Storage.CreateAsync("a", 7);
        var etag = state.ETag;
        await _redis.RestartAsync(keepData: false);
        await Eventually.HoldsAsync(
            async () => (await Guard.CheckAsync()).Condition is StoreCondition.Empty, "the loss is noticed", TimeSpan.FromSeconds(60));

        var write = await Assert.ThrowsAsync<StoreUnavailableException>(() => Storage.WriteAsync("a", state));
        var read = await Assert.ThrowsAsync<StoreUnavailableException>(() => Storage.ReadStateAsync(StorageHarness.StateName, StorageHarness.Grain("a"), state));

        Assert.Equal(
            $"The store in Redis at {_redis.ConnectionString} has lost the state of service 'storage-tests'. Nothing is read from it or written to it until "
            + "an operator acts: restore its append-only file and start it again, or give up what it held with 'orleansml store accept'.",
            write.Message);
        Assert.Equal(write.Message, read.Message);
        Assert.Equal((7, etag, true), (state.State!.Value, state.ETag, state.RecordExists));
        Assert.Equal(":0", await _redis.CommandAsync("DBSIZE"));
    }

    [Fact]
    public async Task Write_StoreEmptiedUnnoticed_IsNotAcknowledged()
    {
        var known = await Storage.CreateAsync("a", 7);
        var etag = known.ETag;
        Assert.Equal("+OK", await _redis.CommandAsync("FLUSHALL"));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Storage.WriteAsync("a", known));
        Assert.Equal(etag, known.ETag);
    }

    [Fact]
    public async Task Write_NewGrainInStoreEmptiedUnnoticed_IsNotAcknowledged()
    {
        Assert.Equal("+OK", await _redis.CommandAsync("FLUSHALL"));
        var state = new GrainState<CounterState>(new CounterState { Value = 1 });

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Storage.WriteAsync("new", state));

        Assert.Null(state.ETag);
        Assert.False(state.RecordExists);
    }

    [Fact]
    public async Task Read_StoreEmptiedUnnoticed_IsNotBelieved()
    {
        var state = await Storage.CreateAsync("a", 7);
        Assert.Equal("+OK", await _redis.CommandAsync("FLUSHALL"));

        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => Storage.ReadStateAsync(StorageHarness.StateName, StorageHarness.Grain("a"), state));

        Assert.Equal((7, true), (state.State!.Value, state.RecordExists));
    }

    [Fact]
    public async Task Write_IdentityComesBack_SucceedsWithoutRestart()
    {
        var state = await Storage.CreateAsync("a", 7);
        Assert.Equal("+OK", await _redis.CommandAsync("RENAME", Marker, "elsewhere"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Storage.WriteAsync("a", state));
        Assert.Equal("+OK", await _redis.CommandAsync("RENAME", "elsewhere", Marker));

        Assert.Equal(StoreCondition.Open, (await Guard.CheckAsync()).Condition);
        var current = await Storage.ReadAsync("a");
        current.State!.Value = 8;
        await Storage.WriteAsync("a", current);

        Assert.Equal(8, (await Storage.ReadAsync("a")).State!.Value);
    }

    [Fact]
    public async Task TryOpen_StoreLostBeforeStart_StaysClosedUntilAccepted()
    {
        await _redis.CommandAsync("FLUSHALL");
        using var later = CreateSilo();
        var guard = later.Services.GetRequiredService<StoreGuard>();
        Assert.Equal(StoreCondition.Empty, (await guard.TryOpenAsync()).Condition);

        await guard.AcceptAsync();

        Assert.Equal(StoreCondition.Open, (await guard.TryOpenAsync()).Condition);
        Assert.Equal(StoreCondition.Replaced, (await Guard.CheckAsync()).Condition);
    }

    [Fact]
    public async Task TryOpen_OtherStore_IsForeign()
    {
        await _redis.CommandAsync("SET", Marker, "somebody-else");
        using var later = CreateSilo();

        var status = await later.Services.GetRequiredService<StoreGuard>().TryOpenAsync();

        Assert.Equal(StoreCondition.Foreign, status.Condition);
    }

    [Fact]
    public async Task TryOpen_NoServer_IsUnreachableAndOpensOnceItIsThere()
    {
        await _redis.KillAsync();
        using var later = CreateSilo();
        var guard = later.Services.GetRequiredService<StoreGuard>();
        Assert.Equal(StoreCondition.Unreachable, (await guard.TryOpenAsync()).Condition);

        await _redis.RestartAsync();

        await Eventually.HoldsAsync(
            async () => (await guard.TryOpenAsync()).Condition is StoreCondition.Open, "the store opens", TimeSpan.FromSeconds(60));
    }

    private IHost CreateSilo()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        var ports = FreePorts.Take(2);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(ports[0], ports[1]);
            silo.Configure<ClusterOptions>(cluster => cluster.ServiceId = "storage-tests");
            silo.AddGuardedRedisGrainStorageAsDefault(store => store.Configure(options =>
            {
                options.Servers = _redis.ConnectionString;
                options.Connect = () => Task.FromResult<IConnectionMultiplexer>(_connection);
                options.MemoryDirectory = _memory.FullName;
            }));
        });
        return builder.Build();
    }
}
