using OrleansML.Registry;
using OrleansML.Testing;
using OrleansML.Training;

namespace OrleansML.ClusterTests.Training;

/// <summary>What cannot be trained is said so, with what to do, and nothing else changes.</summary>
public sealed class TrainingFaultTests : IAsyncLifetime, IDisposable
{
    private readonly TrainingFiles _files = new();
    private PlatformCluster? _platform;

    private PlatformCluster Platform => _platform!;

    public async Task InitializeAsync() => _platform = await PlatformCluster.StartAsync(["cpu"], TrainingRuns.FastSettings(workersPerSilo: 2));

    public async Task DisposeAsync() => await Platform.DisposeAsync();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Start_DefinitionBreaksRules_NamesEveryViolationAndPlansNothing()
    {
        var run = Platform.Grains.GetGrain<ITrainingCoordinatorGrain>("broken");

        var exception = await Assert.ThrowsAsync<OrleansMLException>(() => run.Start(new StartTrainingRequest { Definition = "model: m\ntask: regression\nepochs: 3\n" }));

        Assert.Equal(ErrorCode.InvalidRequest, exception.Code);
        Assert.Contains("'epochs'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'data'", exception.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCode.RunNotFound, (await Assert.ThrowsAsync<OrleansMLException>(run.GetStatus)).Code);
    }

    [Fact]
    public async Task Start_SameRunWithAnotherDefinition_IsAConflict()
    {
        var run = await TrainingRuns.StartAsync(Platform.Grains, "twice", _files.Line("twice", rows: 400));

        Assert.Equal("twice", (await run.Start(new StartTrainingRequest { Definition = _files.Line("twice", rows: 400) })).Run);
        var exception = await Assert.ThrowsAsync<OrleansMLException>(() => run.Start(new StartTrainingRequest { Definition = _files.Line("other", rows: 400) }));

        Assert.Equal(ErrorCode.Conflict, exception.Code);
    }

    [Fact]
    public async Task Run_RowsThatCannotBeUsed_FailsAndNamesThem()
    {
        var definition = _files.Line("rows", rows: 400);
        await File.AppendAllTextAsync(_files.PathOf("rows"), "400,0.1,0.2,x,\n401,nan,0.2,x,1\n402,0.1,many,x,1\n");

        var status = await TrainingRuns.EndAsync(await TrainingRuns.StartAsync(Platform.Grains, "rows", definition));

        Assert.Equal(TrainingState.Failed, status.State);
        Assert.Contains("1 row without a label ('y')", status.Reason, StringComparison.Ordinal);
        Assert.Contains("1 row with a numeric input ('b') that is no number: 'many' (1)", status.Reason, StringComparison.Ordinal);
        Assert.Contains("1 row with a numeric input ('a') that is not finite", status.Reason, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(Platform.FeatureDirectory, "training")));
    }

    [Fact]
    public async Task Run_LossDiverges_FailsAndLeavesTheChampion()
    {
        var good = await TrainingRuns.RunAsync(Platform.Grains, "good", _files.Line("wild", rows: 800));
        var definition = _files.Line("wild", rows: 800, more: "start: {}").Replace("network: { kind: mlp, hidden: [16] }\n", "", StringComparison.Ordinal)
            .Replace("kind: adam, learning_rate: 0.01", "kind: sgd, learning_rate: 9.9, momentum: 0.99", StringComparison.Ordinal);

        var status = await TrainingRuns.EndAsync(await TrainingRuns.StartAsync(Platform.Grains, "wild", definition));

        Assert.Equal(TrainingState.Failed, status.State);
        Assert.Contains("diverged at step", status.Reason, StringComparison.Ordinal);
        Assert.Contains("Lower the learning rate", status.Reason, StringComparison.Ordinal);
        var snapshot = await Platform.Grains.GetGrain<IModelRegistryGrain>("wild").GetSnapshot();
        Assert.Equal((good.Outcome!.Version, 1), (snapshot.Champion, snapshot.Versions.Length));
    }

    [Fact]
    public async Task Run_StartsFromTheChampion_GoesOnFromItsWeights()
    {
        var first = await TrainingRuns.RunAsync(Platform.Grains, "warm-1", _files.Line("warm", rows: 2_000));
        var definition = _files.Line("warm", rows: 2_000, plan: "epochs: 1, batch_rows: 256", more: "start: {}")
            .Replace("network: { kind: mlp, hidden: [16] }\n", "", StringComparison.Ordinal);

        var second = await TrainingRuns.RunAsync(Platform.Grains, "warm-2", definition);

        Assert.True(second.Epochs[0].Loss < first.Epochs[0].Loss / 10, $"{second.Epochs[0].Loss} beside {first.Epochs[0].Loss} of a new network");
        Assert.Equal(first.Outcome!.Version, second.Outcome!.Champion);
    }

    [Fact]
    public async Task Run_StartsFromAChampionThatIsNotThere_Fails()
    {
        var definition = _files.Line("orphan", rows: 400, more: "start: {}").Replace("network: { kind: mlp, hidden: [16] }\n", "", StringComparison.Ordinal);

        var status = await TrainingRuns.EndAsync(await TrainingRuns.StartAsync(Platform.Grains, "orphan", definition));

        Assert.Equal(TrainingState.Failed, status.State);
        Assert.Contains("model 'orphan' has no champion to start from", status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PoolWithoutSilos_WaitsAndSaysSo()
    {
        var run = await TrainingRuns.StartAsync(Platform.Grains, "nowhere", _files.Line("nowhere", rows: 400, plan: "epochs: 1, pool: gpu"));

        var status = await TrainingRuns.ReachAsync(run, static status => status.Reason.Length > 0);

        Assert.Equal(TrainingState.Gathering, status.State);
        Assert.Contains("No silo of pool 'gpu'", status.Reason, StringComparison.Ordinal);
        Assert.Equal(TrainingState.Cancelled, (await run.Cancel("enough")).State);
    }

    [Fact]
    public async Task Run_ShuffledLabels_IsRefusedAndTheRecordSaysWhy()
    {
        var definition = _files.Line("noise", rows: 2_000);
        _files.ShuffleLabels("noise");

        var status = await TrainingRuns.RunAsync(Platform.Grains, "noise", definition);

        Assert.False(status.Outcome!.Passed);
        Assert.Null(status.Outcome.Version);
        Assert.Contains(status.Outcome.Reasons, static reason => reason.Contains("not shown to beat the best constant", StringComparison.Ordinal));
        Assert.Empty((await Platform.Grains.GetGrain<IModelRegistryGrain>("noise").GetSnapshot()).Versions);
    }
}
