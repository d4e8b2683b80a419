using System.Diagnostics;

namespace OrleansML.Benchmarks.GrainCalls;

/// <summary>What does an idle activation weigh, and how fast is it made?</summary>
internal static class ActivationBenchmark
{
    public const string Name = "activations";

    private const int Count = 100_000;

    private const int AtOnce = 128;

    private const int WarmUpKey = -1_000_000;

    public static async Task RunAsync()
    {
        var (host, _) = await BenchmarkSilo.StartAsync();
        using (host)
        {
            var grains = host.Grains();
            await ActivateAsync(grains, WarmUpKey, 1000);

            var before = ManagedHeap.Measure();
            var watch = Stopwatch.StartNew();
            await ActivateAsync(grains, 0, Count);
            var elapsed = watch.Elapsed;

            Report.Write($"{Name}.idle.bytes", (ManagedHeap.Measure() - before) / (double)Count, "bytes");
            Report.Write($"{Name}.c{AtOnce}.calls", Count / elapsed.TotalSeconds, "calls/s");
            await host.StopAsync();
        }
    }

    private static async Task ActivateAsync(IGrainFactory grains, int firstKey, int count)
    {
        var next = firstKey - 1;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            for (var key = Interlocked.Increment(ref next); key < firstKey + count; key = Interlocked.Increment(ref next))
            {
                await grains.GetGrain<IEchoGrain>(key).Ping();
            }
        }));
    }
}
