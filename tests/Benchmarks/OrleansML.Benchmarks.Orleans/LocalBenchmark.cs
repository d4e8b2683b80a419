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
            await RunPairsAsync(grains, 16, Payload.Floats30, Report.FirstWarmUp);
            foreach (var concurrency in Report.Concurrencies)
            {
                await RunFanAsync(grains, concurrency, Report.WarmUp);
                Report.Write($"{Name}.fan.none.c{concurrency}", await RunFanAsync(grains, concurrency, Report.Duration));
            }

            foreach (var payload in Enum.GetValues<Payload>())
            {
                foreach (var concurrency in Report.Concurrencies)
                {
                    await RunPairsAsync(grains, concurrency, payload, Report.WarmUp);
                    Report.Write(
                        $"{Name}.pairs.{payload.ToString().ToLowerInvariant()}.c{concurrency}",
                        await RunPairsAsync(grains, concurrency, payload, Report.Duration));
                }
            }

            await host.StopAsync();
        }
    }

    private static async Task<LatencyHistogram> RunFanAsync(IGrainFactory grains, int concurrency, TimeSpan duration)
    {
        var histogram = new LatencyHistogram();
        histogram.Add(await grains.GetGrain<ICallerGrain>(0).Run(0, concurrency, Payload.None, duration));
        return histogram;
    }

    private static async Task<LatencyHistogram> RunPairsAsync(IGrainFactory grains, int concurrency, Payload payload, TimeSpan duration)
    {
        var histogram = new LatencyHistogram();
        foreach (var counts in await Task.WhenAll(Enumerable.Range(0, concurrency).Select(
            i => grains.GetGrain<ICallerGrain>(i).Run(i, 1, payload, duration))))
        {
            histogram.Add(counts);
        }

        return histogram;
    }
}
