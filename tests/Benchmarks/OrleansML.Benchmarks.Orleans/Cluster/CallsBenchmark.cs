using System.Diagnostics;
using OrleansML.Benchmarks.GrainCalls;

namespace OrleansML.Benchmarks.Cluster;

/// <summary>What do calls and activations cost in clusters of one, two and three silos?</summary>
internal static class CallsBenchmark
{
    public const string Name = "calls";

    private const int WarmUpCallers = 16;

    /// <summary>Keys of activations that are only made to be counted.</summary>
    private const long FirstIdleKey = 1_000_000_000;

    private const long WarmUpKey = 2_000_000_000;

    private static readonly int[] Callers = [16, 128];

    public static async Task RunAsync(ClusterScale scale)
    {
        foreach (var silos in scale.Silos)
        {
            await using var cluster = await BenchmarkCluster.StartAsync(silos);
            await cluster.ConnectAsync();
            var name = $"{Name}.silos{silos}";
            await MeasureCallsAsync(cluster, name);
            await MeasureActivationsAsync(cluster, name, scale.Activations);
        }
    }

    private static async Task MeasureCallsAsync(BenchmarkCluster cluster, string name)
    {
        var grains = cluster.Grains;
        var perSilo = Callers.Max();
        var targets = (await cluster.SpreadAsync(perSilo)).OrderBy(pair => pair.Key).Select(pair => pair.Value).ToArray();
        var callers = (await cluster.SpreadAsync(perSilo, key => grains.GetGrain<IRemoteCallerGrain>(key).Locate()))
            .OrderBy(pair => pair.Key).Select(pair => pair.Value).ToArray();

        await Report.WarmUpProcessAsync(end => CallFromClientAsync(grains, targets, WarmUpCallers, end));
        await Report.WarmUpProcessAsync(end => CallAcrossAsync(grains, callers, targets, WarmUpCallers, end));
        foreach (var count in Callers)
            await Report.MeasureAsync($"{name}.client.c{count}", end => CallFromClientAsync(grains, targets, count, end));
        foreach (var count in Callers)
            await Report.MeasureAsync($"{name}.grain.c{count}", end => CallAcrossAsync(grains, callers, targets, count, end));
    }

    private static async Task<LatencyHistogram> CallFromClientAsync(IGrainFactory grains, List<long>[] targets, int count, long end) =>
        Sum(await Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(async () =>
        {
            var grain = grains.GetGrain<IPlacedGrain>(targets[i % targets.Length][i / targets.Length]);
            var histogram = new LatencyHistogram();
            for (var start = Stopwatch.GetTimestamp(); start < end;)
            {
                await grain.Ping();
                var now = Stopwatch.GetTimestamp();
                histogram.Record(now - start);
                start = now;
            }

            return histogram.Counts;
        }))));

    /// <summary>Every caller has a target of its own, on the next silo.</summary>
    private static async Task<LatencyHistogram> CallAcrossAsync(
        IGrainFactory grains, List<long>[] callers, List<long>[] targets, int count, long end) =>
        Sum(await Task.WhenAll(Enumerable.Range(0, count).Select(i =>
        {
            var (silo, place) = (i % callers.Length, i / callers.Length);
            return grains.GetGrain<IRemoteCallerGrain>(callers[silo][place]).Run(targets[(silo + 1) % targets.Length][place], end);
        })));

    private static LatencyHistogram Sum(IEnumerable<long[]> parts)
    {
        var total = new LatencyHistogram();
        foreach (var part in parts)
            total.Add(part);
        return total;
    }

    private static async Task MeasureActivationsAsync(BenchmarkCluster cluster, string name, int count)
    {
        Task Call(long key) => cluster.Grains.GetGrain<IPlacedGrain>(key).Ping();
        await ActivationLoad.CallAllAsync(WarmUpKey, 2_000, Call);
        var before = await MemoryUse.MeasureAsync(cluster.Silos);
        var watch = Stopwatch.StartNew();
        await ActivationLoad.CallAllAsync(FirstIdleKey, count, Call);
        var elapsed = watch.Elapsed;
        var after = await MemoryUse.MeasureAsync(cluster.Silos);

        Report.Write($"{name}.activations.c{ActivationLoad.AtOnce}", count / elapsed.TotalSeconds, "activations/s");
        Report.Write($"{name}.activation.managed", (after.Managed - before.Managed) / (double)count, "bytes");
        Report.Write($"{name}.activation.resident", (after.Resident - before.Resident) / (double)count, "bytes");
    }
}
