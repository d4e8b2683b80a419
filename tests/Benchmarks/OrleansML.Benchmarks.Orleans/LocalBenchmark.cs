namespace OrleansML.Benchmarks.GrainCalls;

/// <summary>How fast are calls from grain to grain in one silo?</summary>
internal static class LocalBenchmark
{
    public const string Name = "local";

    public static async Task RunAsync()
    {
        var (host, _) = await BenchmarkSilo.StartAsync();
        using (host)
        {
            var grains = host.Grains();
            await Report.WarmUpProcessAsync(end => RunPairsAsync(grains, 16, Payload.Floats30, end));
            foreach (var concurrency in Report.Concurrencies)
            {
                await Report.MeasureAsync($"{Name}.fan.none.c{concurrency}", end => RunFanAsync(grains, concurrency, end));
            }

            foreach (var payload in Enum.GetValues<Payload>())
            {
                foreach (var concurrency in Report.Concurrencies)
                {
                    await Report.MeasureAsync(
                        $"{Name}.pairs.{payload.ToString().ToLowerInvariant()}.c{concurrency}",
                        end => RunPairsAsync(grains, concurrency, payload, end));
                }
            }

            await host.StopAsync();
        }
    }

    private static async Task<LatencyHistogram> RunFanAsync(IGrainFactory grains, int concurrency, long end)
    {
        var histogram = new LatencyHistogram();
        histogram.Add(await grains.GetGrain<ICallerGrain>(0).Run(0, concurrency, Payload.None, end));
        return histogram;
    }

    private static async Task<LatencyHistogram> RunPairsAsync(IGrainFactory grains, int concurrency, Payload payload, long end)
    {
        var histogram = new LatencyHistogram();
        foreach (var counts in await Task.WhenAll(Enumerable.Range(0, concurrency).Select(
            i => grains.GetGrain<ICallerGrain>(i).Run(i, 1, payload, end))))
        {
            histogram.Add(counts);
        }

        return histogram;
    }
}
