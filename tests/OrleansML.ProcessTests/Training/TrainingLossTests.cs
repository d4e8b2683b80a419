using System.Globalization;
using System.Text.Json;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ProcessTests.Training;

/// <summary>
/// Silos are killed with SIGKILL while runs train: each once, and so every coordinator and every worker, and then all of them at the same time. The
/// bits at the end are those of one undisturbed worker.
/// </summary>
public sealed class TrainingLossTests
{
    private const int Seeds = 5;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Kill_EachSiloAndThenAll_FiveSeedsGiveTheBitsOfOneUndisturbedWorker()
    {
        using var directory = new TemporaryDirectory();
        await using var cluster = await ProcessCluster.StartAsync(new ProcessClusterOptions { Silos = 3, Gateways = 1, LogFolder = directory.File("logs"), Settings = Settings });
        using var http = new HttpClient { BaseAddress = cluster.Gateways[0].Url, Timeout = TimeSpan.FromSeconds(60) };
        var seeds = Enumerable.Range(1, Seeds).ToArray();
        await Task.WhenAll(seeds.Select(seed => StartAsync(cluster, directory, Name("calm", seed), seed, workers: 1)));
        var calm = await Task.WhenAll(seeds.Select(seed => ReachAsync(http, Name("calm", seed), HasEnded)));
        await Task.WhenAll(seeds.Select(seed => StartAsync(cluster, directory, Name("killed", seed), seed, workers: 3)));

        for (var silo = 0; silo < 3; silo++)
        {
            await ReachAllAsync(http, seeds, share: 0.1 + (0.2 * silo));
            await cluster.Silos[silo].KillAsync();
            await cluster.Silos[silo].StartAsync();
        }

        await ReachAllAsync(http, seeds, share: 0.7);
        await Task.WhenAll(cluster.Silos.Select(static silo => silo.KillAsync()));
        await Task.WhenAll(cluster.Silos.Select(static silo => silo.StartAsync()));
        var killed = await Task.WhenAll(seeds.Select(seed => ReachAsync(http, Name("killed", seed), HasEnded)));

        Assert.Equal(calm.Select(DigestOf), killed.Select(DigestOf));
        Assert.Equal(Seeds, killed.Select(DigestOf).Distinct().Count());
        Assert.All(calm.Concat(killed).SelectMany(static run => run.GetProperty("epochs").EnumerateArray()), static epoch => Assert.True(epoch.GetProperty("eachRowOnce").GetBoolean()));

        // A run that is fast may come to its end before the last kills.
        var generations = killed.Select(static run => run.GetProperty("generation").GetInt64()).ToArray();
        Assert.All(generations, static generation => Assert.True(generation >= 2));
        Assert.True(generations.Sum() >= 3 * Seeds, string.Join(", ", generations));
    }

    // What is lost is seen when a silo starts again in its place; a busy machine must not make others look lost.
    private static Dictionary<string, string> Settings { get; } = new()
    {
        ["OrleansML:Cluster:FailureDetection:ProbePeriod"] = "00:00:01",
        ["OrleansML:Cluster:FailureDetection:MissedProbes"] = "8",
        ["OrleansML:Cluster:FailureDetection:Votes"] = "1",
        ["OrleansML:Cluster:FailureDetection:TableRefreshPeriod"] = "00:00:05",
        ["OrleansML:Cluster:FailureDetection:GatewayRefreshPeriod"] = "00:00:01",
        ["OrleansML:Training:WorkersPerSilo"] = "1",
        ["OrleansML:Training:WorkerTimeout"] = "00:00:04",
        ["OrleansML:Training:GatheringGrace"] = "00:00:01",
    };

    private static async Task StartAsync(ProcessCluster cluster, TemporaryDirectory directory, string run, int seed, int workers)
    {
        var definition = directory.File($"{run}.yaml");
        var line = await File.ReadAllTextAsync(TrainingLine.Write(directory, run));
        await File.WriteAllTextAsync(definition, line
            .Replace("model: line", $"model: {run}", StringComparison.Ordinal)
            .Replace("hidden: [16]", "hidden: [48, 24], dropout: 0.1", StringComparison.Ordinal)
            .Replace(
                "epochs: 20, batch_rows: 128, shards: 4",
                string.Create(CultureInfo.InvariantCulture, $"epochs: 60, batch_rows: 128, shards: 3, seed: {seed}, maximum_workers: {workers}, checkpoint_steps: 20"),
                StringComparison.Ordinal));
        var started = await cluster.RunAsync("train", "start", "-f", definition, "--run", run, "--json");
        Assert.True(started.ExitCode == 0, started.Error);
    }

    private static Task ReachAllAsync(HttpClient http, int[] seeds, double share) => Task.WhenAll(seeds.Select(seed => ReachAsync(
        http,
        Name("killed", seed),
        run => run.GetProperty("steps").GetInt64() is > 0 and var steps && run.GetProperty("step").GetInt64() >= share * steps)));

    private static async Task<JsonElement> ReachAsync(HttpClient http, string run, Func<JsonElement, bool> condition)
    {
        JsonElement status = default;
        await Eventually.HoldsAsync(
            async () =>
            {
                using var answer = await http.GetAsync($"/api/v1/training/runs/{run}");

                // While silos are missing, the gateway may say so.
                if (!answer.IsSuccessStatusCode)
                    return false;

                using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
                status = document.RootElement.Clone();
                return condition(status);
            },
            $"run {run} has come so far",
            Longest);
        return status;
    }

    private static bool HasEnded(JsonElement run) => run.GetProperty("state").GetString() is "Failed" or "Cancelled"
        ? throw new InvalidOperationException(run.ToString())
        : run.GetProperty("state").GetString() == "Completed";

    private static string DigestOf(JsonElement run) => run.GetProperty("stateDigest").GetString()!;

    private static string Name(string kind, int seed) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{seed}");
}
