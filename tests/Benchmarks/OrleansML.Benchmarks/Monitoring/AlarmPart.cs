using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OrleansML.Cli.Quickstart;
using OrleansML.Cli.Quickstart.Drift;
using OrleansML.Client;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.Benchmarks.Monitoring;

/// <summary>
/// How long after the end of the first window of drifted traffic does the alarm open, and how long after that has the retraining begun? A silo process with
/// the settings that it has by default, and several models in windows of 10 s at once: each monitor looks once a second, at an instant of its own.
/// </summary>
internal static class AlarmPart
{
    private const int Models = 3;
    private const int Rounds = 3;

    public static async IAsyncEnumerable<Measurement> RunAsync()
    {
        var rounds = await MeasureAsync();
        foreach (var row in RowsOf("alarm: end of the first window of drifted traffic to the alarm", [.. rounds.Select(static round => round.Alarm)], budget: 5))
            yield return row;
        foreach (var row in RowsOf("alarm: alarm to the start of the retraining", [.. rounds.Select(static round => round.Retraining)], budget: 10))
            yield return row;
        foreach (var row in RowsOf("alarm: alarm to the end of its first step", [.. rounds.Select(static round => round.Rows)]))
            yield return row;
    }

    private static async Task<AlarmRound[]> MeasureAsync()
    {
        using var folder = new TemporaryDirectory();
        await using var silo = await PlatformProcess.StartAsync(folder.File("data"));
        using var host = await SiloConnection.OpenAsync(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{silo.GatewayPort}"), CancellationToken.None);
        var (client, grains) = (host.Services.GetRequiredService<OrleansMLClient>(), host.Services.GetRequiredService<IClusterClient>());
        var models = Enumerable.Range(1, Models).Select(number => new WatchedModel(client, grains, new DriftDefinitions($"customers_{number}"), folder.Path, seed: number));
        var rounds = await Task.WhenAll(models.Select(static model => model.RunAsync(Rounds)));
        await host.StopAsync();
        return [.. rounds.SelectMany(static some => some)];
    }

    private static Measurement[] RowsOf(string name, TimeSpan[] times, double? budget = null)
    {
        double[] seconds = [.. times.Select(static time => time.TotalSeconds)];
        return
        [
            RowOf($"median of {seconds.Length}", Measurement.Median(seconds)),
            RowOf($"longest of {seconds.Length}", seconds.Max()),
        ];

        Measurement RowOf(string which, double value) =>
            budget is { } limit ? new($"{name}, {which}", value, "s", Budget: $"<= {limit} s", Met: value <= limit) : new($"{name}, {which}", value, "s");
    }
}
