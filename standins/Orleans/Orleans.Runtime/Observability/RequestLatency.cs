using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Orleans.Runtime.Observability;

/// <summary>
/// The latency of calls as cumulative counters: <c>orleans-app-requests-latency-bucket</c> (tag <c>duration</c>), <c>-count</c> and
/// <c>-sum</c>. Counting is lock-free and per processor, so that it costs a call next to nothing.
/// </summary>
internal sealed class RequestLatency
{
    private static readonly long[] BucketMilliseconds = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000];
    private static readonly double MillisecondsPerTick = 1000.0 / Stopwatch.Frequency;
    private readonly Cells[] _cells;

    /// <summary>Initializes the counters.</summary>
    public RequestLatency(Meter meter)
    {
        _cells = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Cells())];
        meter.CreateObservableCounter("orleans-app-requests-latency-bucket", GetBuckets);
        meter.CreateObservableCounter("orleans-app-requests-latency-count", () => _cells.Sum(cells => cells.Counts.Sum()));
        meter.CreateObservableCounter("orleans-app-requests-latency-sum", () => (long)(_cells.Sum(cells => cells.Ticks) * MillisecondsPerTick));
    }

    /// <summary>Counts a call.</summary>
    /// <param name="elapsedTicks">How long it took, in stopwatch ticks.</param>
    public void Record(long elapsedTicks)
    {
        var milliseconds = (long)(elapsedTicks * MillisecondsPerTick);
        var bucket = 0;
        while (bucket < BucketMilliseconds.Length && milliseconds > BucketMilliseconds[bucket])
        {
            bucket++;
        }

        var cells = _cells[Thread.GetCurrentProcessorId() % _cells.Length];
        Interlocked.Increment(ref cells.Counts[bucket]);
        Interlocked.Add(ref cells.Ticks, elapsedTicks);
    }

    private IEnumerable<Measurement<long>> GetBuckets()
    {
        for (var bucket = 0; bucket <= BucketMilliseconds.Length; bucket++)
        {
            var limit = bucket < BucketMilliseconds.Length ? $"{BucketMilliseconds[bucket]}ms" : "+Inf";
            yield return new(_cells.Sum(cells => cells.Counts[bucket]), new KeyValuePair<string, object?>("duration", limit));
        }
    }

    private sealed class Cells
    {
        public readonly long[] Counts = new long[BucketMilliseconds.Length + 1];
        public long Ticks;
    }
}
