using System.Collections.Concurrent;
using System.Diagnostics;
using OrleansML.Client;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.ChaosTests.Load;

/// <summary>
/// Asks for predictions at a fixed rate, whether or not earlier ones were answered, and checks every answer. Half go over HTTP and half
/// through the typed client; of each, half ask for the champion and half for a version.
/// </summary>
internal sealed class TrafficGenerator : IAsyncDisposable
{
    /// <summary>Predictions a second.</summary>
    public const int Rate = 200;

    /// <summary>Versions that exist and may be asked for.</summary>
    public const int Versions = 2;

    // Longer than any retry policy in the way; who has no answer by then has none.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentQueue<PredictionRecord> _records = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly GatewayBalancer _balancer;
    private readonly OrleansMLClient _client;
    private readonly string _model;
    private readonly Stopwatch _clock;
    private readonly Task _sending;
    private int _underWay;

    public TrafficGenerator(Stopwatch clock, string model, GatewayBalancer balancer, OrleansMLClient client)
    {
        _clock = clock;
        _model = model;
        _balancer = balancer;
        _client = client;
        _sending = SendAsync();
    }

    /// <summary>What ended so far.</summary>
    public PredictionRecord[] Records => [.. _records];

    /// <summary>Predictions that were sent and did not end yet.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Sends no more and waits for the end of what is under way.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _sending;
        while (UnderWay > 0)
            await Task.Delay(Tick);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    private async Task SendAsync()
    {
        var started = _clock.Elapsed;
        using var timer = new PeriodicTimer(Tick);
        for (var sent = 0L; !_stopping.IsCancellationRequested;)
        {
            for (var due = (long)((_clock.Elapsed - started).TotalSeconds * Rate); sent < due; sent++)
            {
                Interlocked.Increment(ref _underWay);
                _ = PredictAsync(sent, started + TimeSpan.FromSeconds(sent / (double)Rate));
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task PredictAsync(long request, TimeSpan due)
    {
        var way = request % 2 == 0 ? PredictionWay.Http : PredictionWay.Client;
        int? version = request / 2 % 2 == 0 ? null : (int)(request / 4 % Versions) + 1;
        using var deadline = new CancellationTokenSource(LongestWait);
        PredictionRecord record;
        try
        {
            var asked = way is PredictionWay.Http
                ? _balancer.PredictAsync(_model, version, request, deadline.Token)
                : ByClientAsync(request, version, deadline.Token);
            var reply = await asked.WaitAsync(deadline.Token);
            var fault = LinearModel.FindFault(request, version, reply.Version, reply.Value);
            record = new PredictionRecord(
                way, due, _clock.Elapsed, fault is null ? PredictionOutcome.Right : PredictionOutcome.Wrong, reply.Retries, fault);
        }
        catch (Exception exception)
        {
            record = new PredictionRecord(
                way, due, _clock.Elapsed, PredictionOutcome.Lost, 0, $"{exception.GetType().Name}: {exception.Message}");
        }

        _records.Enqueue(record);
        Interlocked.Decrement(ref _underWay);
    }

    private async Task<Reply> ByClientAsync(long request, int? version, CancellationToken cancellationToken)
    {
        var input = Tensor.Create(LinearModel.Input, LinearModel.Row(request), 1, LinearModel.Features);
        var prediction = await _client.PredictAsync(_model, new PredictRequest { Inputs = [input] }, version, cancellationToken);
        return new Reply(prediction.Version, prediction[LinearModel.Output].AsSpan<float>()[0], 0);
    }
}
