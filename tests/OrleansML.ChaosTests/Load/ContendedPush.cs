using System.Collections.Concurrent;
using OrleansML.Client;

namespace OrleansML.ChaosTests.Load;

/// <summary>
/// Several pushers of one model at once, each of versions of its own, so that its registry always has changes waiting: a registry that comes
/// back after it was replaced has work at hand that it must not do.
/// </summary>
internal sealed class ContendedPush : IAsyncDisposable
{
    public const string Model = "contended";

    private const int Pushers = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<int> _acknowledged = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly ModelRegistryClient _registry;
    private readonly Task _pushing;
    private int _underWay;

    public ContendedPush(ModelRegistryClient registry)
    {
        _registry = registry;
        _pushing = Task.WhenAll(Enumerable.Range(1, Pushers).Select(PushAsync));
    }

    /// <summary>Pushes that were acknowledged.</summary>
    public int Acknowledged => _acknowledged.Count;

    /// <summary>Pushes that are being registered at the moment.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Stops and says what is missing or broken; empty where every acknowledged version is there.</summary>
    public async Task<string[]> FinishAsync()
    {
        await DisposeAsync();
        var snapshot = await _registry.GetAsync(Model);
        var history = await _registry.GetHistoryAsync(Model);
        return
        [
            .. HistoryChain.FindFault(Model, history) is { } fault ? [fault] : Array.Empty<string>(),
            .. _acknowledged.Where(version => snapshot.Find(version) is null).Select(version => $"Version {version} was acknowledged and is gone."),
            .. history.CountBy(move => (move.Action, move.Version)).Where(count => count.Key.Action == "registered" && count.Value > 1)
                .Select(count => $"Version {count.Key.Version} was registered {count.Value} times."),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;

        await _stopping.CancelAsync();
        await _pushing;
        _stopping.Dispose();
    }

    private async Task PushAsync(int pusher)
    {
        for (var version = pusher; !_stopping.IsCancellationRequested; version += Pushers)
        {
            while (!await TryPushAsync(version) && !_stopping.IsCancellationRequested)
                await Task.Delay(Pause);
        }
    }

    private async Task<bool> TryPushAsync(int version)
    {
        Interlocked.Increment(ref _underWay);
        using var deadline = new CancellationTokenSource(LongestAttempt);
        try
        {
            var push = new PushOptions { Version = version };
            await _registry.PushAsync(Model, new MemoryStream(LinearModel.ToOnnx(version)), push, deadline.Token).WaitAsync(deadline.Token);
            _acknowledged.Enqueue(version);
            return true;
        }
        catch (Exception exception) when (exception is OrleansMLException or OperationCanceledException or OrleansException or TimeoutException)
        {
            // Whether it took effect is unknown; it is repeated.
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
