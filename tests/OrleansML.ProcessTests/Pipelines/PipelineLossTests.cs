using System.Diagnostics;
using System.Globalization;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ProcessTests.Pipelines;

/// <summary>
/// Silos are killed with SIGKILL while pipelines run: that of a pipeline, any, all of them for minutes, at points that a seed chooses. Every instant of the
/// schedules is one run or explained, and the effects of a run are those of one attempt at each step.
/// </summary>
public sealed class PipelineLossTests(ITestOutputHelper output)
{
    private const int EvictedExitCode = 3;

    [Fact]
    public Task Kill_SilosAtRandomPoints_NoRunIsLostOrDoubled() => DisturbAsync(seeds: 1);

    [Fact, Trait("Category", "Chaos")]
    public Task Kill_SilosAtRandomPointsOfManySeeds_NoRunIsLostOrDoubled() => DisturbAsync(seeds: 10);

    // What is lost is seen when a silo starts again in its place; a busy machine must not make others look lost.
    private static Dictionary<string, string> Settings { get; } = new()
    {
        ["OrleansML:Cluster:FailureDetection:ProbePeriod"] = "00:00:01",
        ["OrleansML:Cluster:FailureDetection:MissedProbes"] = "8",
        ["OrleansML:Cluster:FailureDetection:Votes"] = "1",
        ["OrleansML:Cluster:FailureDetection:TableRefreshPeriod"] = "00:00:05",
        ["OrleansML:Cluster:FailureDetection:GatewayRefreshPeriod"] = "00:00:01",
    };

    private static Dictionary<string, string> SiloSettings { get; } = new()
    {
        ["OrleansML:Pipelines:Period"] = "00:00:00.1",
        ["OrleansML:Pipelines:Beat"] = "00:00:00.3",
        ["OrleansML:Pipelines:StepTimeout"] = "00:00:03",
        ["OrleansML:Pipelines:Commands:shell"] = "/bin/sh",
    };

    private async Task DisturbAsync(int seeds)
    {
        using var directory = new TemporaryDirectory();
        await using var receiver = new StepReceiver();
        var clock = new SiloClock();
        await using var cluster = await ProcessCluster.StartAsync(new ProcessClusterOptions
        {
            Silos = 3,
            Gateways = 1,
            LogFolder = directory.File("logs"),
            Settings = Settings,
            SiloSettings = SiloSettings,
            SiloEnvironment = clock.ToEnvironment,
            RestartExitCode = EvictedExitCode,
        });
        await using var client = await TestClient.ConnectAsync(cluster.ClientSettings);
        try
        {
            foreach (var seed in Enumerable.Range(1, seeds))
                await DisturbAsync(cluster, client, clock, Pipelines(seed, receiver, directory), seed);
        }
        catch
        {
            output.WriteLine(cluster.DescribeLogs());
            throw;
        }
    }

    private static WatchedPipeline[] Pipelines(int seed, StepReceiver receiver, TemporaryDirectory directory)
    {
        return [New("all_a", true, 3), New("latest_a", false, 20), New("all_b", true, 3), New("latest_b", false, 20)];

        WatchedPipeline New(string kind, bool makesUpAll, int triggers)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"seed{seed}_{kind}");
            return new WatchedPipeline(name, makesUpAll, triggers, receiver, directory.File(name));
        }
    }

    private async Task DisturbAsync(ProcessCluster cluster, TestClient client, SiloClock clock, WatchedPipeline[] pipelines, int seed)
    {
        var started = Stopwatch.GetTimestamp();
        var disturbed = new DisturbedPipelines(cluster, client.Grains, clock, pipelines, seed);
        var audits = await disturbed.RunAsync();
        var withSteps = 0;
        foreach (var (pipeline, audit) in pipelines.Zip(audits))
        {
            RequireNone(audit.Faults());
            var lines = File.ReadLines(pipeline.Lines).Select(static line => line.Split(' ')).ToLookup(static line => line[0]);
            foreach (var run in audit.Succeeded)
            {
                var known = await disturbed.FindAsync(pipeline, run);
                withSteps += known.Steps.Length > 0 ? 1 : 0;
                RequireNone(audit.FaultsOfSteps(known, lines));
            }

            // In an outage each trigger came due at least twice.
            Assert.True(
                pipeline.MakesUpAll ? audit.MadeUp >= pipeline.Triggers && audit.Missed == 0 : audit.Missed >= pipeline.Triggers,
                $"{pipeline.Name}: {audit.MadeUp} made up, {audit.Missed} missed");
        }

        await RequireWhyAsync(cluster, disturbed, pipelines[1]);
        await disturbed.DeleteAsync();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: killed {string.Join(", ", disturbed.Losses)}; {audits.Sum(static audit => audit.Succeeded.Count)} runs succeeded, {withSteps} with known steps, {audits.Sum(static audit => audit.MadeUp)} made up, {audits.Sum(static audit => audit.Skipped)} skipped, {audits.Sum(static audit => audit.Missed)} missed, {audits.Sum(static audit => audit.Repeated)} attempts repeated; {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s, {disturbed.Suffering.TotalSeconds:F1} s of it until the last loss"));
    }

    private static void RequireNone(IReadOnlyList<string> faults) => Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));

    // What a person is told is what was held against the clock.
    private static async Task RequireWhyAsync(ProcessCluster cluster, DisturbedPipelines disturbed, WatchedPipeline pipeline)
    {
        var before = await disturbed.FindDecisionsAsync(pipeline);
        var shown = (await cluster.RunAsync("pipeline", "show", pipeline.Name, "--why", "--json")).Json.GetProperty("decisions").EnumerateArray()
            .Select(static decision => decision.GetProperty("why").GetString()).ToArray();
        var common = Array.IndexOf(shown, before[0].Why);
        Assert.InRange(common, 0, shown.Length - 1);
        Assert.Equal(before.Take(shown.Length - common).Select(static decision => decision.Why), shown.Skip(common));
    }
}
