using System.Globalization;
using System.Text.Json;
using OrleansML.Benchmarks.Scoring;
using OrleansML.Benchmarks.Serving;
using OrleansML.Models;

namespace OrleansML.Benchmarks.Monitoring;

/// <summary>How many predictions does a silo answer that watches them, beside one that does not? Client in process, 64 callers; they take turns, each a process of its own.</summary>
internal static class EventsPart
{
    public const string Child = "monitoring-events";

    private const int Callers = 64;
    private const int Rounds = 3;
    private const double LeastRatio = 0.98;

    public static async IAsyncEnumerable<Measurement> RunAsync()
    {
        foreach (var model in (string[])[BenchmarkModel.Mlp30.Name, BenchmarkModel.Mlp512.Name])
        {
            var (on, off) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                // Whoever is first alternates.
                foreach (var isOn in round % 2 == 0 ? (bool[])[false, true] : [true, false])
                    (isOn ? on : off).Add(await ChildProcess.RunAsync<double>(Child, model, isOn ? "true" : "false"));
            }

            var (watched, bare) = (Measurement.Median(on), Measurement.Median(off));
            yield return Measurement.Beside(
                string.Create(CultureInfo.InvariantCulture, $"events: {model} x{Callers}, watched beside not watched"),
                watched, "rows/s", bare, ">= 0.98x", static (value, baseline) => value >= LeastRatio * baseline);
        }
    }

    /// <summary>In the child.</summary>
    /// <param name="modelName">The model.</param>
    /// <param name="isOn">Whether predictions are watched: events, log and windows.</param>
    public static async Task ServeAsync(string modelName, string isOn)
    {
        var model = modelName == BenchmarkModel.Mlp30.Name ? BenchmarkModel.Mlp30 : BenchmarkModel.Mlp512;
        await using var silo = await ScoringSilo.StartAsync($"--OrleansML:Monitoring:Enabled={isOn}");
        await silo.Client.Registry.PushAsync(model.Name, new MemoryStream(model.Onnx));
        var request = new PredictRequest { Inputs = [model.Input] };
        var result = await ClosedLoop.RunAsync(
            Callers, _ => Task.FromResult<Func<ValueTask>>(async () => await silo.Client.PredictAsync(model.Name, request)), TimeSpan.FromSeconds(5));
        Console.WriteLine(JsonSerializer.Serialize(result.PerSecond));
    }
}
