using System.Globalization;
using System.Text.Json;
using OrleansML.Benchmarks.Scoring;
using OrleansML.Benchmarks.Serving;
using OrleansML.Models;

namespace OrleansML.Benchmarks.Monitoring;

/// <summary>How many predictions does a silo answer that watches them, beside one that does not? 64 callers over HTTP, then in its own process; both silos take turns, each a process of its own.</summary>
internal static class EventsPart
{
    public const string Child = "monitoring-events";

    private const int Callers = 64;
    private const int Rounds = 3;
    private const double LeastRatio = 0.98;

    // What watches is compiled in the background, which takes long where everything is busy.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    private static readonly BenchmarkModel[] Models = [BenchmarkModel.Mlp30, BenchmarkModel.Mlp512];

    public static async IAsyncEnumerable<Measurement> RunAsync()
    {
        foreach (var model in Models)
            yield return await CompareAsync($"{model.Name} over HTTP JSON", isOn => OverHttpAsync(model, isOn));
        foreach (var model in Models)
            yield return await CompareAsync($"{model.Name} in process", isOn => ChildProcess.RunSiloAsync<double>(Child, model.Name, isOn.ToString()));
    }

    private static async Task<Measurement> CompareAsync(string what, Func<bool, Task<double>> measure)
    {
        var rounds = new List<(double On, double Off)>();
        for (var round = 0; round < Rounds; round++)
        {
            // Whoever is first alternates.
            var off = round % 2 == 0 ? await measure(false) : 0;
            var on = await measure(true);
            rounds.Add((on, round % 2 == 0 ? off : await measure(false)));
        }

        // What neighbours on the machine take, they take from both of a round; the round in the middle counts.
        var (value, baseline) = rounds.OrderBy(static one => one.On / one.Off).ElementAt(Rounds / 2);
        return Measurement.Beside(
            string.Create(CultureInfo.InvariantCulture, $"events: {what} x{Callers}, watched beside not watched"),
            value, "rows/s", baseline, ">= 0.98x", static (watched, unwatched) => watched >= LeastRatio * unwatched);
    }

    private static async Task<double> OverHttpAsync(BenchmarkModel model, bool isOn)
    {
        await using var silo = await ChildProcess.StartSiloAsync(ServingBenchmark.PlatformChild, $"--OrleansML:Monitoring:Enabled={isOn}");
        var result = await HttpBenchmark.LoadAsync(Callers, ServingBenchmark.HttpPort, $"/v2/models/{model.Name}/infer", HttpBenchmark.Json, model.ProtocolJson(), WarmUp);
        return result.PerSecond;
    }

    /// <summary>In the child.</summary>
    /// <param name="modelName">The model.</param>
    /// <param name="isOn">Whether predictions are watched: events, log and windows.</param>
    public static async Task ServeAsync(string modelName, string isOn)
    {
        var model = Models.Single(model => model.Name == modelName);
        await using var silo = await ScoringSilo.StartAsync($"--OrleansML:Monitoring:Enabled={isOn}");
        await silo.Client.Registry.PushAsync(model.Name, new MemoryStream(model.Onnx));
        var request = new PredictRequest { Inputs = [model.Input] };
        var result = await ClosedLoop.RunAsync(
            Callers, _ => Task.FromResult<Func<ValueTask>>(async () => await silo.Client.PredictAsync(model.Name, request)), WarmUp);
        Console.WriteLine(JsonSerializer.Serialize(result.PerSecond));
    }
}
