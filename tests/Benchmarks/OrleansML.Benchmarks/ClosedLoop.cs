using System.Diagnostics;

namespace OrleansML.Benchmarks;

/// <summary>A number of callers, each of which sends its next request when it has its answer, for a bounded time after a warm-up.</summary>
internal static class ClosedLoop
{
    private static readonly TimeSpan ShortWarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);

    /// <summary>Runs asynchronous callers.</summary>
    /// <param name="callers">How many.</param>
    /// <param name="createCaller">Makes what a caller does again and again.</param>
    /// <param name="warmUp">Time before the measurement; null for 3 s.</param>
    public static async Task<LoadResult> RunAsync(int callers, Func<int, Task<Func<ValueTask>>> createCaller, TimeSpan? warmUp = null)
    {
        var calls = await Task.WhenAll(Enumerable.Range(0, callers).Select(createCaller));
        var start = Stopwatch.GetTimestamp();
        var measureFrom = start + Ticks(warmUp ?? ShortWarmUp);
        var until = measureFrom + Ticks(Duration);
        var latencies = await Task.WhenAll(calls.Select(call => Task.Run(() => CallAsync(call, measureFrom, until))));
        return Summarise(latencies);
    }

    /// <summary>Runs callers that block, each on a thread of its own.</summary>
    public static LoadResult RunThreads(int callers, Func<int, Action> createCaller)
    {
        var latencies = new List<long>[callers];
        var measureFrom = Stopwatch.GetTimestamp() + Ticks(ShortWarmUp);
        var until = measureFrom + Ticks(Duration);
        var threads = Enumerable.Range(0, callers).Select(index =>
        {
            var call = createCaller(index);
            var thread = new Thread(() => latencies[index] = Call(call, measureFrom, until));
            thread.Start();
            return thread;
        }).ToArray();
        foreach (var thread in threads)
            thread.Join();
        return Summarise(latencies);
    }

    private static async Task<List<long>> CallAsync(Func<ValueTask> call, long measureFrom, long until)
    {
        var latencies = new List<long>(1 << 16);
        while (true)
        {
            var sent = Stopwatch.GetTimestamp();
            if (sent >= until)
                return latencies;

            await call();
            if (sent >= measureFrom)
                latencies.Add(Stopwatch.GetTimestamp() - sent);
        }
    }

    private static List<long> Call(Action call, long measureFrom, long until)
    {
        var latencies = new List<long>(1 << 16);
        while (true)
        {
            var sent = Stopwatch.GetTimestamp();
            if (sent >= until)
                return latencies;

            call();
            if (sent >= measureFrom)
                latencies.Add(Stopwatch.GetTimestamp() - sent);
        }
    }

    private static LoadResult Summarise(IEnumerable<List<long>> latencies)
    {
        var all = latencies.SelectMany(list => list).ToArray();
        Array.Sort(all);
        return new LoadResult(all.Length / Duration.TotalSeconds, Microseconds(all[all.Length / 2]), Microseconds(all[(int)(all.Length * 0.99)]));
    }

    private static double Microseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency;

    private static long Ticks(TimeSpan span) => (long)(span.TotalSeconds * Stopwatch.Frequency);
}
