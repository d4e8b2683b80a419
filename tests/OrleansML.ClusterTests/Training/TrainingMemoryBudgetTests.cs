using Google.Protobuf;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Training;
using OrleansML.Registry;
using OrleansML.Testing;
using OrleansML.Training;
using OrleansML.Training.Networks;

namespace OrleansML.ClusterTests.Training;

/// <summary>A run that would not fit into memory ends before a worker is started.</summary>
public sealed class TrainingMemoryBudgetTests : IAsyncLifetime, IDisposable
{
    private const string Deep = "kind: mlp, hidden: [8192, 8192, 8192, 8192, 8192, 8192, 8192, 8192]";

    private readonly TrainingFiles _files = new();
    private PlatformCluster? _platform;

    private PlatformCluster Platform => _platform!;

    public async Task InitializeAsync()
    {
        var settings = TrainingRuns.FastSettings(workersPerSilo: 1);
        settings["OrleansML:Training:MemoryBudgetBytes"] = "100000000";
        _platform = await PlatformCluster.StartAsync(["cpu"], settings);
    }

    public async Task DisposeAsync() => await Platform.DisposeAsync();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Run_NetworkThatCannotFit_FailsWithNeedAndBudgetAndLeavesTheChampion()
    {
        var good = await TrainingRuns.RunAsync(Platform.Grains, "good", _files.Line("deep", rows: 800));

        var status = await TrainingRuns.EndAsync(await TrainingRuns.StartAsync(Platform.Grains, "deep", _files.Line("deep", rows: 800, network: Deep)));

        // Inputs a, b, two kinds and any other: (5 + 1) 8192 + 7 (8192 + 1) 8192 + 8193.
        Assert.Equal(TrainingState.Failed, status.State);
        Assert.Matches(
            @"^A worker of this run needs about \d{11,} bytes of memory for 469876737 weights and steps of 256 rows in 4 shards; OrleansML:Training:MemoryBudgetBytes on this silo is 100000000\. Start another run with a smaller network, fewer batch_rows or more shards; ",
            status.Reason);
        Assert.Empty(status.Members);
        var snapshot = await Platform.Grains.GetGrain<IModelRegistryGrain>("deep").GetSnapshot();
        Assert.Equal((good.Outcome!.Version, 1), (snapshot.Champion, snapshot.Versions.Length));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(Platform.FeatureDirectory, "training")));
    }

    [Fact]
    public async Task Run_ModelOfOthersThatCannotFit_FailsWithNeedAndBudget()
    {
        var wide = new NetworkDefinition { Kind = NetworkKind.Mlp, Hidden = [100_000] };
        var path = _files.PathOf("wide") + ".onnx";
        await File.WriteAllBytesAsync(path, NetworkBuilder.Build(wide, EvaluationTask.Regression, 5, 0, LabelScale.None, seed: 1).ToByteArray());
        var definition = _files.Line("wide", rows: 800, more: $"start: {{ path: {path} }}").Replace("network: { kind: mlp, hidden: [16] }\n", "", StringComparison.Ordinal);

        var status = await TrainingRuns.EndAsync(await TrainingRuns.StartAsync(Platform.Grains, "wide", definition));

        Assert.Equal(TrainingState.Failed, status.State);
        Assert.Matches(@"^A worker of this run needs about \d{9,} bytes of memory for 700001 weights and steps of 256 rows in 4 shards; ", status.Reason);
    }
}
