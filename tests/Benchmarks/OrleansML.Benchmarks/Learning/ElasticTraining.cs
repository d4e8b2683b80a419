using System.Diagnostics;
using System.Text.Json;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.Benchmarks.Learning;

/// <summary>
/// Four silo processes over Redis with a worker each, of which one is killed at the beginning of each minute and started again 5 seconds later. Goodput
/// is the rate of steps over these minutes, beside that of the same cluster before.
/// </summary>
internal static class ElasticTraining
{
    private const string Run = "elastic";
    private const int Workers = 4;
    private const int Kills = 2;
    private const long WarmUpSteps = 100;
    private const double GoodputBudget = 0.9;

    private static readonly TimeSpan Undisturbed = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenKills = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan UntilRestart = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["OrleansML:Cluster:FailureDetection:ProbePeriod"] = "00:00:01",
        ["OrleansML:Cluster:FailureDetection:MissedProbes"] = "2",
        ["OrleansML:Cluster:FailureDetection:Votes"] = "1",
        ["OrleansML:Cluster:FailureDetection:TableRefreshPeriod"] = "00:00:05",
        ["OrleansML:Cluster:FailureDetection:GatewayRefreshPeriod"] = "00:00:01",
        ["OrleansML:Training:WorkersPerSilo"] = "1",
        ["OrleansML:Training:WorkerTimeout"] = "00:00:04",
        ["OrleansML:Training:GatheringGrace"] = "00:00:01",
    };

    public static async Task<Measurement> MeasureAsync(LearningNetwork network, LearningRows rows)
    {
        using var folder = new TemporaryDirectory();
        await using var cluster = await ProcessCluster.StartAsync(
            new ProcessClusterOptions { Silos = Workers, Gateways = 1, LogFolder = folder.File("logs"), Settings = Settings });
        using var http = new HttpClient { BaseAddress = cluster.Gateways[0].Url, Timeout = TimeSpan.FromSeconds(60) };
        await StartAsync(cluster, folder.File("run.yaml"), network.Define(rows.Table, Workers, Workers));
        await SeeAsync(http, static run => run.Step >= WarmUpSteps && run.Members == Workers);

        var calm = await RateAsync(http, () => Task.Delay(Undisturbed));
        var disturbed = await RateAsync(http, async () =>
        {
            for (var kill = 0; kill < Kills; kill++)
                await Task.WhenAll(Task.Delay(BetweenKills), ReplaceAsync(cluster.Silos[kill % Workers]));
        });
        var generations = (await SeeAsync(http, static _ => true)).Generation;
        if (generations <= Kills)
            throw new InvalidOperationException($"{Kills} silos were killed, and the run is in generation {generations}: not every kill took away a worker.");
        return Measurement.Beside(
            $"{Workers} workers, one killed each minute", disturbed, "steps/s", calm, ">= 90 % of undisturbed", static (value, baseline) => value >= GoodputBudget * baseline);
    }

    private static async Task StartAsync(ProcessCluster cluster, string path, string definition)
    {
        await File.WriteAllTextAsync(path, definition);
        var started = await cluster.RunAsync("train", "start", "-f", path, "--run", Run, "--json");
        if (started.ExitCode != 0)
            throw new InvalidOperationException($"The run did not start: {started.Error}");
    }

    private static async Task ReplaceAsync(ClusterNode silo)
    {
        await silo.KillAsync();
        await Task.Delay(UntilRestart);
        await silo.StartAsync();
    }

    private static async Task<double> RateAsync(HttpClient http, Func<Task> during)
    {
        var first = await SeeAsync(http, static _ => true);
        await during();
        var last = await SeeAsync(http, static _ => true);
        return (last.Step - first.Step) / Stopwatch.GetElapsedTime(first.At, last.At).TotalSeconds;
    }

    private static async Task<Sight> SeeAsync(HttpClient http, Func<Sight, bool> condition)
    {
        var seen = default(Sight);
        await Eventually.HoldsAsync(
            async () =>
            {
                // While a silo is missing, the gateway may say so.
                using var answer = await http.GetAsync($"/api/v1/training/runs/{Run}");
                if (!answer.IsSuccessStatusCode)
                    return false;

                using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
                var run = document.RootElement;
                if (run.GetProperty("state").GetString() == "Failed")
                    throw new InvalidOperationException(run.ToString());
                seen = new Sight(
                    run.GetProperty("step").GetInt64(), run.GetProperty("members").GetArrayLength(), run.GetProperty("generation").GetInt64(), Stopwatch.GetTimestamp());
                return condition(seen);
            },
            "the run has come so far",
            Longest);
        return seen;
    }

    private readonly record struct Sight(long Step, int Members, long Generation, long At);
}
