using OrleansML.Storage.Sqlite;

namespace OrleansML.StorageTests.Sqlite;

public sealed class SqliteWorkerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Execute_CancelledWhileWaiting_NeverRuns()
    {
        using var worker = await StartAsync(capacity: 10);
        var running = new GatedOperation();
        var first = worker.ExecuteAsync(running, CancellationToken.None);
        await running.Started;
        using var cancellation = new CancellationTokenSource();
        var waiting = new GatedOperation();
        var second = worker.ExecuteAsync(waiting, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        running.Release();
        Assert.Equal(1, await first);
        await worker.StopAsync();
        Assert.False(waiting.Started.IsCompleted);
    }

    [Fact]
    public async Task Execute_CancelledAfterStart_GivesTheOutcome()
    {
        using var worker = await StartAsync(capacity: 10);
        using var cancellation = new CancellationTokenSource();
        var running = new GatedOperation();
        var first = worker.ExecuteAsync(running, cancellation.Token);
        await running.Started;

        await cancellation.CancelAsync();

        Assert.False(first.IsCompleted);
        running.Release();
        Assert.Equal(1, await first);
    }

    [Fact]
    public async Task Execute_QueueFull_WaitsForRoomWithoutBlocking()
    {
        using var worker = await StartAsync(capacity: 1);
        var running = new GatedOperation();
        var first = worker.ExecuteAsync(running, CancellationToken.None);
        await running.Started;
        var queued = new GatedOperation();
        var second = worker.ExecuteAsync(queued, CancellationToken.None);
        using var cancellation = new CancellationTokenSource();
        var refused = worker.ExecuteAsync(new GatedOperation(), cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => refused);
        queued.Release();
        running.Release();
        Assert.Equal(1, await first);
        Assert.Equal(1, await second);
    }

    [Fact]
    public async Task Stop_OperationsWaiting_AreFinishedFirst()
    {
        using var worker = await StartAsync(capacity: 10);
        var running = new GatedOperation();
        var first = worker.ExecuteAsync(running, CancellationToken.None);
        await running.Started;
        var queued = new GatedOperation();
        var second = worker.ExecuteAsync(queued, CancellationToken.None);

        var stopping = worker.StopAsync();

        Assert.False(stopping.IsCompleted);
        queued.Release();
        running.Release();
        await stopping;
        Assert.Equal(1, await first);
        Assert.Equal(1, await second);
        var error = await Assert.ThrowsAsync<SqliteStorageException>(
            () => worker.ExecuteAsync(new GatedOperation(), CancellationToken.None));
        Assert.Equal(
            $"The SQLite database '{_directory.File("state.db")}' is closed because its silo stopped or never started; nothing was done.",
            error.Message);
    }

    [Fact]
    public async Task Execute_OperationThrowsUnexpectedly_FailsItAndGoesOn()
    {
        using var worker = await StartAsync(capacity: 10);
        var broken = new GatedOperation { Error = new InvalidOperationException("broken") };
        broken.Release();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => worker.ExecuteAsync(broken, CancellationToken.None));

        Assert.Equal("broken", error.Message);
        var next = new GatedOperation();
        next.Release();
        Assert.Equal(1, await worker.ExecuteAsync(next, CancellationToken.None));
    }

    [Fact]
    public async Task Complete_CallerOnAnotherScheduler_ContinuesThere()
    {
        using var worker = await StartAsync(capacity: 10);
        var scheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;

        var threadName = await Task.Factory.StartNew(async () =>
        {
            var operation = new GatedOperation();
            operation.Release();
            await worker.ExecuteAsync(operation, CancellationToken.None);
            Assert.Same(scheduler, TaskScheduler.Current);
            return Thread.CurrentThread.Name;
        }, CancellationToken.None, TaskCreationOptions.None, scheduler).Unwrap();

        Assert.NotEqual("sqlite writer tested", threadName);
    }

    private async Task<SqliteWriter> StartAsync(int capacity)
    {
        var settings = new SqliteDatabaseSettings(_directory.File("state.db"), TimeSpan.FromSeconds(10), MaximumBytes: null);
        var instruments = new SqliteInstruments(StorageHarness.Meters, "tested");
        var worker = new SqliteWriter("tested", settings, capacity, maximumGroup: 1, instruments);
        await worker.StartAsync();
        return worker;
    }

    /// <summary>Holds the database thread until released.</summary>
    private sealed class GatedOperation : SqliteOperation<int>
    {
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _gate = new();

        public Task Started => _started.Task;

        public Exception? Error { get; init; }

        public void Release() => _gate.TrySetResult();

        protected override int Run(SqliteSession session)
        {
            _started.TrySetResult();
            _gate.Task.GetAwaiter().GetResult();
            return Error is null ? 1 : throw Error;
        }
    }
}
