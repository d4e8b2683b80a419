using System.Diagnostics;
using OrleansML.Client;
using OrleansML.Scoring;

namespace OrleansML.Benchmarks.Scoring;

/// <summary>Runs jobs to their end.</summary>
internal static class ScoringJob
{
    /// <summary>How long code is run before it is measured.</summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static Task PushAsync(OrleansMLClient client, ScoringModel model) =>
        client.Registry.PushAsync(model.Name, new MemoryStream(model.Onnx), new PushOptions { Manifest = model.Manifest });

    /// <summary>A job that scores a file into a folder.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="workers">Most workers.</param>
    /// <param name="leaseRows">Rows of a lease; null for the default.</param>
    public static string Define(ScoringModel model, string path, string folder, int workers, int? leaseRows = null) => $$"""
        model: {{model.Name}}
        input: { path: {{path}} }
        key: [id]
        inputs: { {{model.Input}}: [{{string.Join(", ", model.Columns)}}]{{(model.HasCategory ? $", {ScoringModel.Category}: [{ScoringModel.Category}]" : "")}} }
        output: { path: {{folder}} }
        columns: { score: "{{model.Output}}{{(model.OutputWidth > 1 ? $"[{model.Element}]" : "")}}" }
        workers: { most: {{workers}} }
        dead_letters: { most: 1000000, share: 0.1 }
        {{(leaseRows is { } rows ? $"lease_rows: {rows}" : "")}}
        """;

    /// <summary>Scores a small file again and again, until whatever scores is warm.</summary>
    public static async Task WarmUpAsync(IGrainFactory grains, ScoringModel model, string path, string folder, int workers)
    {
        var begun = Stopwatch.GetTimestamp();
        for (var turn = 0; Stopwatch.GetElapsedTime(begun) < WarmUp; turn++)
            await RunAsync(grains, $"warm-{turn}", Define(model, path, Path.Combine(folder, $"warm-{turn}"), workers));
    }

    /// <summary>Runs a job and returns how long it took, from its start until its result was published.</summary>
    /// <exception cref="InvalidOperationException">It did not complete, or did not score what it should have.</exception>
    public static async Task<(double Seconds, ScoringStatus Status)> RunAsync(IGrainFactory grains, string job, string definition, CancellationToken cancellationToken = default)
    {
        var started = Stopwatch.GetTimestamp();
        var coordinator = grains.GetGrain<IScoringCoordinatorGrain>(job);
        var status = await coordinator.Start(new StartScoringRequest { Definition = definition, Actor = "benchmark" });
        while (status.State is ScoringState.Planned or ScoringState.Running or ScoringState.Finishing)
        {
            await Task.Delay(Pause, cancellationToken);
            status = await coordinator.GetStatus();
        }

        return status.State == ScoringState.Completed && status.RowsDone == status.Rows
            ? (Stopwatch.GetElapsedTime(started).TotalSeconds, status)
            : throw new InvalidOperationException($"Job {job} is {status.State}: {status.Reason}");
    }
}
