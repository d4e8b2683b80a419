using System.Diagnostics;

namespace OrleansML.Benchmarks.GrainCalls;

/// <summary>Loops that each send the next call when the last one is answered.</summary>
internal static class ClosedLoop
{
    private static readonly float[] Floats = Enumerable.Range(0, 30).Select(i => i / 7f).ToArray();

    private static readonly Dictionary<Payload, byte[]> Bytes = new()
    {
        [Payload.Bytes1K] = new byte[1 << 10],
        [Payload.Bytes64K] = new byte[1 << 16],
        [Payload.Bytes1M] = new byte[1 << 20],
    };

    /// <summary>Runs on the scheduler of the caller: the turns of a grain, or the thread pool.</summary>
    public static async Task<LatencyHistogram> RunAsync(
        IGrainFactory grains, int firstTarget, int concurrency, Payload payload, long end)
    {
        var loops = new Task<LatencyHistogram>[concurrency];
        for (var i = 0; i < concurrency; i++)
        {
            loops[i] = LoopAsync(grains.GetGrain<IEchoGrain>(firstTarget + i), payload, end);
        }

        var total = new LatencyHistogram();
        foreach (var histogram in await Task.WhenAll(loops))
        {
            total.Add(histogram.Counts);
        }

        return total;
    }

    private static async Task<LatencyHistogram> LoopAsync(IEchoGrain grain, Payload payload, long end)
    {
        var histogram = new LatencyHistogram();
        var bytes = Bytes.GetValueOrDefault(payload, []);
        await Task.Yield();
        for (var start = Stopwatch.GetTimestamp(); start < end;)
        {
            switch (payload)
            {
                case Payload.None:
                    await grain.Ping();
                    break;
                case Payload.Floats30:
                    await grain.EchoFloats(Floats);
                    break;
                default:
                    await grain.EchoBytes(bytes);
                    break;
            }

            var now = Stopwatch.GetTimestamp();
            histogram.Record(now - start);
            start = now;
        }

        return histogram;
    }
}
