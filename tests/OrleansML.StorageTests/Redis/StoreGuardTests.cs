using Microsoft.Extensions.Options;
using Orleans.Configuration;
using OrleansML.Storage.Redis;
using StackExchange.Redis;

namespace OrleansML.StorageTests.Redis;

public sealed class StoreGuardTests
{
    [Fact]
    public async Task CheckAsync_ConnectionBreaksWhileWaiting_IsUnreachable()
    {
        var guard = Guard(() => Task.FromCanceled<IConnectionMultiplexer>(new CancellationToken(canceled: true)));

        Assert.Equal(StoreCondition.Unreachable, (await guard.CheckAsync()).Condition);
        Assert.Equal(StoreCondition.Unreachable, (await guard.TryOpenAsync()).Condition);
    }

    [Fact]
    public async Task CheckAsync_ConnectionBreaksWhileAnAnswerIsRead_IsUnreachable()
    {
        // What the client's reader ran into reaches the waiting calls as it is.
        var guard = Guard(() => Task.FromException<IConnectionMultiplexer>(new InvalidOperationException("Reading is not allowed after reader was completed.")));

        Assert.Equal(StoreCondition.Unreachable, (await guard.CheckAsync()).Condition);
        Assert.Equal(StoreCondition.Unreachable, (await guard.TryOpenAsync()).Condition);
    }

    [Fact]
    public async Task CheckAsync_CallerGivesUp_Ends()
    {
        var guard = Guard(() => new TaskCompletionSource<IConnectionMultiplexer>().Task);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => guard.CheckAsync(new CancellationToken(canceled: true)));
    }

    private static StoreGuard Guard(Func<Task<IConnectionMultiplexer>> connect) => new(
        Options.Create(new GuardedRedisOptions { Servers = "nowhere", Connect = connect, MemoryDirectory = Path.GetTempPath() }),
        Options.Create(new ClusterOptions { ServiceId = "guard-tests" }));
}
