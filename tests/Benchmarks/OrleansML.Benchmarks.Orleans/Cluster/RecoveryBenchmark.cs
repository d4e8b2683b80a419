using OrleansML.Benchmarks.GrainCalls;

namespace OrleansML.Benchmarks.Cluster;

/// <summary>How long do calls to the grains of a silo fail when something happens to it?</summary>
internal static class RecoveryBenchmark
{
    public const string Name = "recovery";

    private const int Silos = 3;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public static async Task RunAsync(ClusterScale scale, MembershipProfile profile)
    {
        if (!scale.Profiles.Contains(profile))
            return;

        foreach (var fault in scale.Faults)
            await RunAsync(fault, profile, scale.Rounds);
    }

    /// <summary>The rounds run side by side, each in a cluster of its own: most of their time is waiting.</summary>
    private static async Task RunAsync(Fault fault, MembershipProfile profile, int rounds)
    {
        var clusters = new List<BenchmarkCluster>();
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                clusters.Add(await BenchmarkCluster.StartAsync(Silos, new ClusterSettings(profile)));
                await clusters[round].ConnectAsync();
            }

            var results = await Task.WhenAll(clusters.Select((cluster, round) => RunRoundAsync(cluster, fault, round)));
            Write($"{Name}.{fault}.{profile}".ToLowerInvariant(), results);
        }
        finally
        {
            foreach (var cluster in clusters)
                await cluster.DisposeAsync();
        }
    }

    private static async Task<RecoveryRound> RunRoundAsync(BenchmarkCluster cluster, Fault fault, int round)
    {
        var random = new Random(round);
        var keys = await cluster.SpreadAsync(1);
        var victim = cluster.Silos[random.Next(Silos)];
        var calls = new CallSeries(cluster.Grains.GetGrain<IPlacedGrain>(keys[victim.Id][0]), victim.Id);

        // The phase between the fault and the probes of the others is random.
        var phase = TimeSpan.FromSeconds(1 + (random.NextDouble() * 5));
        return await calls.RunAsync(phase, () => victim.ApplyAsync(fault), Longest);
    }

    private static void Write(string name, RecoveryRound[] rounds)
    {
        Report.Write($"{name}.rounds", rounds.Length, "rounds");
        Report.Write($"{name}.unrecovered", rounds.Count(round => !round.Recovered), "rounds");
        WriteRange($"{name}.first", rounds.Select(round => round.FirstAnswer));
        WriteRange($"{name}.lastsent", rounds.Select(round => round.LastFailedSent));
        WriteRange($"{name}.lastfailed", rounds.Select(round => round.LastFailed));
        Report.Write($"{name}.failed", Median(rounds.Select(round => (double)round.Failed)), "calls");
        Report.Write($"{name}.longest", rounds.Max(round => round.LongestWait), "s");
    }

    private static void WriteRange(string name, IEnumerable<double> seconds)
    {
        var sorted = seconds.Order().ToArray();
        Report.Write($"{name}.median", Median(sorted), "s");
        Report.Write($"{name}.min", sorted[0], "s");
        Report.Write($"{name}.max", sorted[^1], "s");
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
