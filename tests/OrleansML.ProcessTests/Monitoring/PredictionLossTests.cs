using System.Net.Http.Json;
using System.Text.Json;
using DuckDB.NET.Data;
using OrleansML.Data.Monitoring;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ProcessTests.Monitoring;

/// <summary>A silo is killed between two flushes: the next one says exactly what is missing in the prediction log and in the windows of the monitor.</summary>
public sealed class PredictionLossTests(SampleModel sample) : IClassFixture<SampleModel>
{
    private const int Predictions = 400;

    [Fact]
    public async Task Kill_SiloThatPredicts_CountsWhatLogAndWindowsDoNotHold()
    {
        using var directory = new TemporaryDirectory();
        var data = directory.File("data");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await using (var killed = await PlatformProcess.StartAsync("all", data, "--set", "OrleansML:Monitoring:Flush=00:00:05"))
        {
            var pushed = await killed.RunAsync("model", "push", sample.Path, "--name", "fraud");
            Assert.True(pushed.ExitCode == 0, pushed.Error);
            using var http = new HttpClient { BaseAddress = killed.Url };
            for (var index = 0; index < Predictions || RowsOf(data).Count == 0; index++)
                ids.Add(await PredictAsync(http, index));
            await Eventually.HoldsAsync(async () => (await WindowsOfAsync(killed)).Answered > 0, "the windows hold something");

            // A flush has just come, and the next one is seconds away.
            await Eventually.HoldsAsync(() => RowsOf(data).Count == ids.Count, "everything until now is in the log");
            for (var index = 0; index < 5; index++)
                ids.Add(await PredictAsync(http, index));
            await killed.SignalAsync("KILL");
            await killed.WaitForExitAsync();
        }

        var logged = RowsOf(data);
        await using var next = await PlatformProcess.StartAsync(data);
        var records = Path.Combine(data, "monitoring");
        await Eventually.HoldsAsync(() => Directory.GetFiles(records, "*.lost.json").Length == 1, "the next silo keeps what was lost");

        Assert.Subset(ids, logged.ToHashSet(StringComparer.Ordinal));
        using var lost = JsonDocument.Parse(await File.ReadAllBytesAsync(Directory.GetFiles(records, "*.lost.json")[0]));
        var entry = Assert.Single(lost.RootElement.EnumerateArray());
        Assert.Equal(("fraud", 1, (long)ids.Count - logged.Count, 0L), (
            entry.GetProperty("model").GetString(), entry.GetProperty("version").GetInt32(), entry.GetProperty("lost").GetInt64(), entry.GetProperty("dropped").GetInt64()));
        Assert.InRange(logged.Count, 1, ids.Count - 1);
        Assert.Contains($"lost {ids.Count - logged.Count} predictions of model 'fraud' version 1", next.Log, StringComparison.Ordinal);
        using var metrics = new HttpClient { BaseAddress = next.Url };
        Assert.Contains($"}} {ids.Count - logged.Count}", await LineOfAsync(metrics, "orleansml_monitoring_lost"), StringComparison.Ordinal);

        (long Answered, long Lost) windows = default;
        await Eventually.HoldsAsync(async () => (windows = await WindowsOfAsync(next)).Lost > 0, "the monitor was told what its windows do not hold");
        Assert.Equal(ids.Count, windows.Answered + windows.Lost);
        Assert.InRange(windows.Lost, 1, ids.Count - 1);
        Assert.Contains($"}} {windows.Lost}", await LineOfAsync(metrics, "orleansml_monitoring_windows_lost"), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(records, "*.uncounted.json"));
    }

    private static async Task<(long Answered, long Lost)> WindowsOfAsync(PlatformProcess silo)
    {
        var (from, until) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var reported = await silo.RunAsync("monitor", "report", "fraud", "--json", "--from", from.ToString("o"), "--until", until.ToString("o"));
        Assert.True(reported.ExitCode == 0, reported.Error);
        using var report = JsonDocument.Parse(reported.Output);
        return (
            report.RootElement.GetProperty("answered").GetInt64(),
            report.RootElement.GetProperty("lost").EnumerateArray().Sum(static loss => loss.GetProperty("lost").GetInt64() + loss.GetProperty("dropped").GetInt64()));
    }

    private async Task<string> PredictAsync(HttpClient http, int index)
    {
        var row = sample.Rows[index % sample.Rows.Count].ToArray();
        using var response = await http.PostAsJsonAsync(
            "v2/models/fraud/infer", new { inputs = new[] { new { name = "features", datatype = "FP32", shape = new[] { 1, row.Length }, data = row } } });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return Assert.Single(response.Headers.GetValues("OrleansML-Prediction-Id"));
    }

    private static List<string> RowsOf(string data)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT _prediction::VARCHAR FROM {new PredictionLog(data).RelationOf("fraud")}";
        using var reader = command.ExecuteReader();
        var ids = new List<string>();
        while (reader.Read())
            ids.Add(reader.GetString(0));
        return ids;
    }

    private static async Task<string> LineOfAsync(HttpClient http, string metric)
    {
        var text = await http.GetStringAsync(new Uri("metrics", UriKind.Relative));
        return text.Split('\n').FirstOrDefault(line => line.StartsWith(metric, StringComparison.Ordinal)) ?? text;
    }
}
