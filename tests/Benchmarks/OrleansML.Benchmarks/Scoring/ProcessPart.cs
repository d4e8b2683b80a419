using System.Globalization;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.Benchmarks.Scoring;

/// <summary>How fast do one, two and three silo processes over Redis score, each with one worker?</summary>
internal static class ProcessPart
{
    private const int MostSilos = 3;

    public static async IAsyncEnumerable<Measurement> RunAsync(ScoringModel model, string warmUp, string path, string folder, long rows)
    {
        double? one = null;
        for (var silos = 1; silos <= MostSilos; silos++)
        {
            var seconds = await MeasureAsync(model, warmUp, path, Path.Combine(folder, $"processes-{silos}"), silos);
            one ??= rows / seconds;
            var name = string.Create(CultureInfo.InvariantCulture, $"{model.Name}, {silos} worker {(silos == 1 ? "process" : "processes")}");
            yield return Measurement.Beside(name, rows / seconds, "rows/s", one.Value);
        }
    }

    private static async Task<double> MeasureAsync(ScoringModel model, string warmUp, string path, string folder, int silos)
    {
        using var logs = new TemporaryDirectory();
        await using var cluster = await ProcessCluster.StartAsync(new ProcessClusterOptions
        {
            Silos = silos, Gateways = 0, LogFolder = logs.Path, SiloSettings = new Dictionary<string, string> { ["OrleansML:Scoring:WorkersPerSilo"] = "1" },
        });
        await using var client = await TestClient.ConnectAsync(cluster.ClientSettings);
        await ScoringJob.PushAsync(client.Client, model);
        await ScoringJob.WarmUpAsync(client.Grains, model, warmUp, folder, silos);
        var (seconds, _) = await ScoringJob.RunAsync(client.Grains, "measured", ScoringJob.Define(model, path, Path.Combine(folder, "scores"), silos));
        return seconds;
    }
}
