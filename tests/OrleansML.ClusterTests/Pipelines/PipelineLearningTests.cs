using OrleansML.ClusterTests.Training;
using OrleansML.Data.Scoring;
using OrleansML.Pipelines;
using OrleansML.Registry;
using OrleansML.Testing;
using OrleansML.Training;

namespace OrleansML.ClusterTests.Pipelines;

/// <summary>Steps that train, judge, deploy and score, with real training runs and scoring jobs.</summary>
public sealed class PipelineLearningTests : IAsyncLifetime, IDisposable
{
    private const int Rows = 2_000;

    private readonly TrainingFiles _files = new();
    private PlatformCluster? _platform;

    private PlatformCluster Platform => _platform!;

    public async Task InitializeAsync()
    {
        var settings = PipelineCalls.FastSettings();
        foreach (var (key, value) in TrainingRuns.FastSettings(workersPerSilo: 2))
            settings[key] = value;
        _platform = await PlatformCluster.StartAsync(["cpu"], settings);
    }

    public async Task DisposeAsync() => await Platform.DisposeAsync();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Start_NightlyChainTwice_TrainsJudgesDeploysAndScoresWithTheNewVersion()
    {
        var definition = _files.Line("line", Rows);
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "nightly", $$"""
            name: nightly
            steps:
              train: { kind: train, definition: "{{Quoted(definition)}}" }
              gate: { kind: gate, after: [train], run: "${steps.train.output}" }
              deploy: { kind: deploy, after: [gate], model: line, version: "${steps.gate.output}" }
              score:
                kind: score
                after: [deploy]
                definition: |
                  model: line
                  input: { path: {{_files.PathOf("line")}} }
                  key: [id]
                  output: { path: "{{_files.PathOf("scores")}}-${run.id}" }
            """);

        foreach (var version in new[] { 1, 2 })
        {
            // Each day brings rows; from the same rows would come the same model, which is no new version.
            var rows = Rows * version;
            Assert.Equal(definition, _files.Line("line", rows));

            var run = await PipelineCalls.RunAsync(pipeline, $"night-{version}");

            Assert.True(run.State == PipelineRunState.Succeeded, run.Reason);
            Assert.Equal(
                [$"nightly-{run.Run}-train", $"{version}", $"{version}", $"nightly-{run.Run}-score"], run.Steps.Select(static step => step.Output));
            var status = await Platform.Grains.GetGrain<ITrainingCoordinatorGrain>(run.Step("train").Output!).GetStatus();
            Assert.Equal((TrainingState.Completed, true), (status.State, status.Outcome!.Passed));
            var registry = Platform.Grains.GetGrain<IModelRegistryGrain>("line");
            Assert.Equal(version, (await registry.GetSnapshot()).Champion);
            var manifest = ScoringManifest.TryLoad($"{_files.PathOf("scores")}-{run.Run}")!;
            Assert.Equal((rows, rows, version), (manifest.Rows, manifest.Scored, manifest.Version));
        }

        // Of the two versions the second became champion by the step that deploys, which says so.
        var history = await Platform.Grains.GetGrain<IModelRegistryGrain>("line").GetHistory();
        var last = (await pipeline.GetStatus()).Recent[0];
        Assert.Equal($"pipeline 'nightly', run {last.Run}, step 'deploy'", history[^1].Reason);
    }

    [Fact]
    public async Task Start_ModelThatLearnedNothing_StopsAtTheGateAndDeploysNothing()
    {
        var definition = _files.Line("noise", Rows);
        _files.ShuffleLabels("noise");
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "refused", $$"""
            name: refused
            steps:
              train: { kind: train, definition: "{{Quoted(definition)}}" }
              gate: { kind: gate, after: [train], run: "${steps.train.output}" }
              deploy: { kind: deploy, after: [gate], model: noise, version: "${steps.gate.output}" }
            """);

        var run = await PipelineCalls.RunAsync(pipeline, "one");

        Assert.Equal((PipelineRunState.Failed, PipelineStepState.Succeeded, PipelineStepState.Skipped), (run.State, run.Step("train").State, run.Step("deploy").State));
        Assert.StartsWith(
            $"attempt 1 failed (user): The model of training run 'refused-{run.Run}-train' did not pass its gate: ", run.Step("gate").Reason, StringComparison.Ordinal);
        Assert.Contains("not shown to beat the best constant", run.Step("gate").Reason, StringComparison.Ordinal);
        Assert.Empty((await Platform.Grains.GetGrain<IModelRegistryGrain>("noise").GetSnapshot()).Versions);
    }

    [Fact]
    public async Task Start_RowsThatCannotBeTrainedOn_FailAndResumeTrainsWhenTheyAreMended()
    {
        var definition = _files.Line("mended", Rows);
        var rows = await File.ReadAllTextAsync(_files.PathOf("mended"));
        await File.AppendAllTextAsync(_files.PathOf("mended"), "2000,0.1,0.2,x,\n");
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "mends", $$"""
            name: mends
            steps:
              train: { kind: train, definition: "{{Quoted(definition)}}" }
              gate: { kind: gate, after: [train], run: "${steps.train.output}" }
            """);

        var failed = await PipelineCalls.RunAsync(pipeline, "one");

        Assert.Equal((PipelineRunState.Failed, PipelineStepState.Skipped), (failed.State, failed.Step("gate").State));
        Assert.StartsWith($"attempt 1 failed (user): Training run 'mends-{failed.Run}-train' failed: ", failed.Step("train").Reason, StringComparison.Ordinal);
        Assert.Contains("1 row without a label ('y')", failed.Step("train").Reason, StringComparison.Ordinal);

        await File.WriteAllTextAsync(_files.PathOf("mended"), rows);
        await pipeline.Resume(failed.Run);
        var resumed = await PipelineCalls.ReachAsync(pipeline, failed.Run, static run => run.State != PipelineRunState.Running);

        Assert.True(resumed.State == PipelineRunState.Succeeded, resumed.Reason);
        Assert.Equal((2, "1"), (resumed.Step("train").Attempt, resumed.Step("gate").Output));
    }

    [Theory]
    [InlineData("kind: train, definition_file: /nowhere/fare.yaml", "The definition '/nowhere/fare.yaml' cannot be read: Could not find file '/nowhere/fare.yaml'")]
    [InlineData("kind: score, definition_file: /nowhere/scores.yaml", "The definition '/nowhere/scores.yaml' cannot be read: Could not find file '/nowhere/scores.yaml'")]
    [InlineData("kind: score, definition: \"{ model: nobody, input: { path: /x.csv }, key: [id], output: { path: /x } }\"", "There is no model 'nobody'; push it first")]
    [InlineData("kind: gate, run: never-started", "There is no training run 'never-started'")]
    [InlineData("kind: deploy, model: nobody, version: 1", "Request for unknown model: 'nobody' is not found")]
    [InlineData("kind: deploy, after: [word], model: nobody, version: \"${steps.word.output}\"", "'newest' is not a version; a whole number from 1 on is")]
    public async Task Start_StepThatAsksForWhatIsNotThere_FailsAtOnceAndSaysWhat(string step, string expected)
    {
        var pipeline = await PipelineCalls.ApplyAsync(Platform.Grains, "asks", $$"""
            name: asks
            steps:
              word: { kind: sql, engine: duckdb, statement: "select 'newest'" }
              step: { {{step}} }
            """);

        var run = await PipelineCalls.RunAsync(pipeline, "one");

        Assert.Equal(PipelineRunState.Failed, run.State);
        Assert.Equal($"attempt 1 failed (user): {expected}; a user's error is never tried again", run.Step("step").Reason);
    }

    // As a text of YAML in double quotes.
    private static string Quoted(string text) => text.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings("\\n");
}
