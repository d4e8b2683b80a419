using System.Diagnostics;
using System.Globalization;
using OrleansML.Client;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ProcessTests.Scoring;

/// <summary>
/// Silos are killed with SIGKILL while a million rows are scored: the coordinator's, a worker's, all of them, at points that a seed chooses. The result is
/// that of an undisturbed job, and only what was in flight is scored again.
/// </summary>
public sealed class ScoringLossTests(ITestOutputHelper output)
{
    private const int EvictedExitCode = 3;

    [Theory]
    [InlineData("in.parquet", 1, 1)]
    [InlineData("in.csv", 3, 1)]
    public Task Kill_SilosAtRandomPoints_ResultIsThatOfAnUndisturbedJob(string file, int firstSeed, int seeds) => DisturbAsync(file, firstSeed, seeds);

    [Theory, Trait("Category", "Chaos")]
    [InlineData("in.parquet", 1, 10)]
    [InlineData("in.csv", 11, 3)]
    public Task Kill_SilosAtRandomPointsOfManySeeds_ResultIsThatOfAnUndisturbedJob(string file, int firstSeed, int seeds) => DisturbAsync(file, firstSeed, seeds);

    // What is lost is seen when a silo starts again in its place; a busy machine must not make others look lost.
    private static Dictionary<string, string> Settings { get; } = new()
    {
        ["OrleansML:Cluster:FailureDetection:ProbePeriod"] = "00:00:01",
        ["OrleansML:Cluster:FailureDetection:MissedProbes"] = "8",
        ["OrleansML:Cluster:FailureDetection:Votes"] = "1",
        ["OrleansML:Cluster:FailureDetection:TableRefreshPeriod"] = "00:00:05",
        ["OrleansML:Cluster:FailureDetection:GatewayRefreshPeriod"] = "00:00:01",
        ["OrleansML:Scoring:WorkersPerSilo"] = "1",
        ["OrleansML:Scoring:WorkerTimeout"] = "00:00:30",
    };

    private async Task DisturbAsync(string file, int firstSeed, int seeds)
    {
        using var directory = new TemporaryDirectory();
        await using var cluster = await ProcessCluster.StartAsync(new ProcessClusterOptions
        {
            Silos = 3, Gateways = 0, LogFolder = directory.File("logs"), Settings = Settings, RestartExitCode = EvictedExitCode,
        });
        try
        {
            await DisturbAsync(cluster, directory, file, firstSeed, seeds);
        }
        catch
        {
            output.WriteLine(cluster.DescribeLogs());
            throw;
        }
    }

    private async Task DisturbAsync(ProcessCluster cluster, TemporaryDirectory directory, string file, int firstSeed, int seeds)
    {
        await using var client = await TestClient.ConnectAsync(cluster.ClientSettings);
        await client.Client.Registry.PushAsync(MillionRows.Model, new MemoryStream(MillionRows.ToOnnx()), new PushOptions { Manifest = MillionRows.Manifest });
        var input = MillionRows.Write(directory, file);
        var started = Stopwatch.GetTimestamp();
        var undisturbed = await new DisturbedJob(cluster, client.Grains, "calm", seed: 0).RunAsync(MillionRows.Definition(input, directory.File("calm")));
        output.WriteLine($"undisturbed: {undisturbed.Slices} slices in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
        var calm = ScoredRows.Read(directory.File("calm"));
        RequireScores(calm, file);
        Assert.Equal(undisturbed.Slices, undisturbed.Leases);

        var losses = 0;
        foreach (var seed in Enumerable.Range(firstSeed, seeds))
        {
            started = Stopwatch.GetTimestamp();
            var name = string.Create(CultureInfo.InvariantCulture, $"seed-{seed}");
            var job = new DisturbedJob(cluster, client.Grains, name, seed);
            var ended = await job.RunAsync(MillionRows.Definition(input, directory.File(name)), PlannedLoss.Of(seed, MillionRows.Rows));
            output.WriteLine(
                $"seed {seed}: killed {string.Join(", ", job.Losses)}; {ended.Leases - ended.Slices} of {ended.Slices} slices scored again, {job.LeasesLost?.ToString(CultureInfo.InvariantCulture) ?? "?"} in flight, at most {job.MostLeasesLost}; {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");

            calm.RequireSame(ScoredRows.Read(directory.File(name)));
            Assert.Equal((undisturbed.Slices, MillionRows.Rows, undisturbed.DeadRows), (ended.Slices, ended.RowsDone, ended.DeadRows));
            Assert.InRange(ended.Leases - ended.Slices, 0, job.MostLeasesLost);
            if (job.LeasesLost is { } lost)
                Assert.Equal(lost, ended.Leases - ended.Slices);
            losses += job.Losses.Count;
            Directory.Delete(directory.File(name), recursive: true);
        }

        Assert.True(losses >= seeds, $"{losses} losses hit {seeds} jobs: the others came too late.");
    }

    private static void RequireScores(ScoredRows result, string file)
    {
        var (good, bad) = (new List<long>(MillionRows.Rows), new List<long>());
        for (var row = 0L; row < MillionRows.Rows; row++)
            (MillionRows.IsBad(row, file) ? bad : good).Add(row);
        Assert.Equal(bad, result.DeadRows);
        Assert.True(good.SequenceEqual(result.Ids), "The rows of the result are not those of the input in its order.");
        Assert.True(good.Select(static row => (int)(row % 3)).SequenceEqual(result.Segments), "A carried value is not that of its row.");
        Assert.True(good.Select(MillionRows.ScoreOf).SequenceEqual(result.Scores), "A score is not that of its row.");
    }
}
