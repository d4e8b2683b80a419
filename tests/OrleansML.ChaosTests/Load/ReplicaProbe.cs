using System.Collections.Concurrent;
using System.Diagnostics;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.ChaosTests.Load;

/// <summary>
/// Calls one replica ten times a second past the product's client, so nothing is retried: what it sees is the cluster's own recovery, as the
/// figures of other actor systems count it.
/// </summary>
internal sealed class ReplicaProbe : IAsyncDisposable
{
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<ProbeRecord> _records = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly IModelGrain _replica;
    private readonly Stopwatch _clock;
    private readonly Task _calling;
    private int _underWay;

    public ReplicaProbe(Stopwatch clock, IModelGrain replica)
    {
        _clock = clock;
        _replica = replica;
        _calling = CallAsync();
    }

    public ProbeRecord[] Records => [.. _records];

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;

        await _stopping.CancelAsync();
        await _calling;
        while (Volatile.Read(ref _underWay) > 0)
            await Task.Delay(Period);
        _stopping.Dispose();
    }

    private async Task CallAsync()
    {
        using var timer = new PeriodicTimer(Period);
        for (var request = 0L; !_stopping.IsCancellationRequested; request++)
        {
            Interlocked.Increment(ref _underWay);
            _ = PredictAsync(request);
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task PredictAsync(long request)
    {
        var sent = _clock.Elapsed;
        string? fault;
        try
        {
            var input = Tensor.Create(LinearModel.Input, LinearModel.Row(request), 1, LinearModel.Features);
            var reply = await _replica.Predict(new PredictRequest { Inputs = [input] }, CancellationToken.None);
            fault = LinearModel.FindFault(request, null, reply.Version, reply.Outputs[0].AsSpan<float>()[0]);
        }
        catch (Exception exception)
        {
            fault = $"{exception.GetType().Name}: {exception.Message}";
        }

        _records.Enqueue(new ProbeRecord(sent, _clock.Elapsed, fault));
        Interlocked.Decrement(ref _underWay);
    }
}
