using System.Globalization;
using System.Text;
using OrleansML.ClusterTests.Monitoring;
using OrleansML.ClusterTests.Training;
using OrleansML.Features;
using OrleansML.Grains.Monitoring;
using OrleansML.Models;
using OrleansML.Monitoring;
using OrleansML.Pipelines;
using OrleansML.Registry;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Pipelines;

/// <summary>Steps that make rows to train on, out of what was predicted and out of the history of features.</summary>
public sealed class PipelineRowsTests : IAsyncLifetime, IDisposable
{
    private const int Rows = 2_000;

    private readonly TrainingFiles _files = new();
    private PlatformCluster? _platform;

    private PlatformCluster Platform => _platform!;

    public async Task InitializeAsync()
    {
        var settings = PipelineCalls.FastSettings(("OrleansML:Monitoring:Flush", "00:10:00"), ("OrleansML:Features:HistoryBound", "00:00:00.1"));
        foreach (var (key, value) in TrainingRuns.FastSettings(workersPerSilo: 1))
            settings[key] = value;
        _platform = await PlatformCluster.StartAsync(["cpu"], settings);
    }

    public async Task DisposeAsync() => await Platform.DisposeAsync();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Start_WorldThatHasChanged_IsLearnedFromLabelledPredictionsAndDeployed()
    {
        await TrainingRuns.RunAsync(Platform.Grains, "first", _files.Line("line", Rows));
        await PredictAsync(1_000);
        var set = _files.PathOf("set") + ".parquet";
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "again", $$"""
            name: again
            steps:
              rows: { kind: labelled_predictions, model: line, label: y, since: 1h, output: "{{set}}" }
              train:
                kind: train
                after: [rows]
                definition: |
                  model: line
                  task: regression
                  data: { path: "${steps.rows.output}", format: parquet, label: y, segments: [kind] }
                  split: { by: hash, key: [prediction_id] }
                  inputs: { numeric: [a, b], categorical: [kind] }
                  network: { kind: mlp, hidden: [16] }
                  optimizer: { kind: adam, learning_rate: 0.01 }
                  plan: { epochs: 30, batch_rows: 64 }
              gate: { kind: gate, after: [train], run: "${steps.train.output}" }
              deploy: { kind: deploy, after: [gate], model: line, version: "${steps.gate.output}" }
            """);

        var run = await PipelineCalls.RunAsync(pipeline, "one");

        Assert.True(run.State == PipelineRunState.Succeeded, run.Reason);
        Assert.Equal([set, $"again-{run.Run}-train", "2", "2"], run.Steps.Select(static step => step.Output));
        Assert.Equal(2, (await Platform.Grains.GetGrain<IModelRegistryGrain>("line").GetSnapshot()).Champion);
        // Of the two rows of each request one has a label.
        Assert.Equal(["500|500|0"], LogReader.Rows($"SELECT count(*), count(DISTINCT prediction_id), count(*) FILTER (abs(y::DOUBLE - (a - b)) > 1e-9) FROM '{set}'"));
    }

    [Fact]
    public async Task Start_NoLabelledPredictions_FailsAndSaysWhatToDo()
    {
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "early", $$"""
            name: early
            steps:
              rows: { kind: labelled_predictions, model: nobody, label: y, output: "{{_files.PathOf("none")}}.parquet" }
            """);

        var run = await PipelineCalls.RunAsync(pipeline, "one");

        Assert.Equal(PipelineRunState.Failed, run.State);
        Assert.StartsWith("attempt 1 failed (user): Model 'nobody' has no labelled predictions until ", run.Step("rows").Reason, StringComparison.Ordinal);
        Assert.False(File.Exists($"{_files.PathOf("none")}.parquet"));
    }

    [Fact]
    public async Task Start_TrainingSet_HasWhatWasKnownOfEachEntityAtItsTime()
    {
        await Platform.Client.Features.ApplyAsync("visitors", """
            name: visitors
            entity: { customer: string }
            sources:
              clicks: { kind: push, mode: pushed, event_time: at, fields: { visits: { type: long } } }
            """);
        var now = DateTimeOffset.UtcNow;
        var reply = await Platform.Client.Features.IngestAsync(new FeatureIngestRequest { View = "visitors", Events = Encoding.UTF8.GetBytes($$"""
            {"customer": "ann", "visits": 3, "at": "{{now.AddSeconds(-2):O}}"}
            {"customer": "ann", "visits": 4, "at": "{{now.AddSeconds(-1):O}}"}
            {"customer": "bob", "visits": 9, "at": "{{now.AddSeconds(-1):O}}"}
            """) });
        Assert.Equal(3, reply.Accepted);
        await Eventually.HoldsAsync(() => LoggedEvents() == "3", "the events are in the history");
        await File.WriteAllTextAsync(_files.PathOf("spine"), $"customer,seen_at,y\nann,{now.AddHours(1):O},1\nbob,{now.AddHours(-1):O},2\nbob,{now.AddHours(1):O},3\n");
        var set = $"{_files.PathOf("known")}-";
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "knows", $$"""
            name: knows
            steps:
              rows: { kind: training_set, spine: "{{_files.PathOf("spine")}}", time: seen_at, output: "{{set}}${run.id}.parquet", views: { visitors: { features: [visits] } } }
              strangers: { kind: training_set, spine: "{{_files.PathOf("spine")}}", time: seen_at, output: "{{set}}2.parquet", views: { strangers: {} } }
            """);

        var run = await PipelineCalls.RunAsync(pipeline, "one");

        Assert.Equal((PipelineStepState.Succeeded, $"{set}{run.Run}.parquet"), (run.Step("rows").State, run.Step("rows").Output));
        Assert.Equal(["ann|1|4", "bob|2|-", "bob|3|9"], LogReader.Rows($"SELECT customer, y, \"visitors.visits\" FROM '{set}{run.Run}.parquet' ORDER BY y"));
        Assert.Equal(PipelineStepState.Failed, run.Step("strangers").State);
        Assert.Equal("attempt 1 failed (user): There is no feature view 'strangers'; apply it, or name another; a user's error is never tried again", run.Step("strangers").Reason);
    }

    // Rows of a world in which y is a - b, which was 3 a - 2 b + 5.
    private async Task PredictAsync(int rows)
    {
        var random = new Random(5);
        var labels = new List<PredictionLabel>();
        for (var sent = 0; sent < rows; sent += 2)
        {
            var asked = Enumerable.Range(0, 2).Select(_ => (A: random.NextDouble(), B: random.NextDouble())).ToArray();
            var answer = await Platform.Client.PredictEntitiesAsync("line", new EntityPredictRequest
            {
                Rows = [.. asked.Select(static row => new EntityRow { Fields = [new NamedDatum("a", row.A), new NamedDatum("b", row.B), new NamedDatum("kind", "x")] })],
            });
            labels.Add(new PredictionLabel(answer.Prediction.Id, 1, (asked[1].A - asked[1].B).ToString("R", CultureInfo.InvariantCulture), null));
        }

        await Platform.Service<MonitorConsumer>().FlushAsync();
        await Platform.Client.Labels.AddAsync("line", labels);
    }

    private string LoggedEvents()
    {
        var files = Directory.Exists(Platform.FeatureDirectory) ? Directory.GetFiles(Platform.FeatureDirectory, "*.parquet", SearchOption.AllDirectories) : [];
        return files.Length == 0 ? "" : LogReader.Rows($"SELECT count(*) FROM read_parquet([{string.Join(", ", files.Select(static file => $"'{file}'"))}], union_by_name = true)")[0];
    }
}
