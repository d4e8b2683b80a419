using OrleansML.Registry;
using OrleansML.Storage.Artifacts;
using OrleansML.Testing;
using OrleansML.Training;

namespace OrleansML.ClusterTests.Training;

/// <summary>What is in the artifact store after a run has ended.</summary>
public sealed class TrainingLeftoversTests : IAsyncLifetime, IDisposable
{
    private readonly TrainingFiles _files = new();
    private PlatformCluster? _platform;

    private PlatformCluster Platform => _platform!;

    private ITrainingCatalogGrain Catalog => Platform.Grains.GetGrain<ITrainingCatalogGrain>(ITrainingCatalogGrain.Key);

    public async Task InitializeAsync() => _platform = await PlatformCluster.StartAsync(["cpu"], TrainingRuns.FastSettings(workersPerSilo: 1));

    public async Task DisposeAsync() => await Platform.DisposeAsync();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Run_Completes_LeavesItsPackageAndItsRecord()
    {
        var status = await TrainingRuns.RunAsync(Platform.Grains, "done", _files.Line("done", rows: 800));

        await HoldsOnlyAsync(await ResultsOfAsync(status));
    }

    [Fact]
    public async Task Run_CompletedButNotTidiedUp_IsCaughtUpByTheNextRound()
    {
        var status = await TrainingRuns.RunAsync(Platform.Grains, "half", _files.Line("half", rows: 800));
        var left = await ResultsOfAsync(status);
        await HoldsOnlyAsync(left);
        await Eventually.HoldsAsync(async () => (await Catalog.List(activeOnly: true)).Length == 0, "the end is noted");

        // As after a crash between the two: the run is completed, and the catalog does not know of it. A round that comes while this is set up ends it.
        var rows = await WriteAsync("rows");
        Assert.Equal(left.Append(rows).Order(StringComparer.Ordinal), await ListAsync());
        await Eventually.HoldsAsync(
            async () =>
            {
                await Catalog.NoteEnded("half", hasEnded: false);
                return await Catalog.Hold("half", [rows]);
            },
            "the catalog takes the run for one that goes on");

        await HoldsOnlyAsync(left);
        await Eventually.HoldsAsync(async () => (await Catalog.List(activeOnly: true)).Length == 0, "the end is noted again");
    }

    [Fact]
    public async Task Run_Cancelled_KeepsWhatItNeedsToGoOnUntilItIsCompleted()
    {
        var run = await TrainingRuns.StartAsync(Platform.Grains, "again", _files.Line("again", rows: 2_000, plan: "epochs: 60, batch_rows: 100, shards: 4, checkpoint_steps: 4"));
        await TrainingRuns.ReachAsync(run, static status => status.CheckpointStep > 0);

        await run.Cancel("to see it go on");

        // The model to begin with, rows for training and validation, three parts of the table, and a checkpoint.
        await Eventually.HoldsAsync(async () => (await ListAsync()).Length == 7, "all but the last checkpoint is removed");
        await run.Resume();
        var status = await TrainingRuns.EndAsync(run);
        Assert.Equal((TrainingState.Completed, ""), (status.State, status.Reason));
        await HoldsOnlyAsync(await ResultsOfAsync(status));
    }

    [Fact]
    public async Task Resume_RowsWereRemovedSince_SaysWhatHappenedAndWhatToDo()
    {
        var run = await TrainingRuns.StartAsync(Platform.Grains, "late", _files.Line("late", rows: 2_000, plan: "epochs: 60, batch_rows: 100, shards: 4, checkpoint_steps: 4"));
        await TrainingRuns.ReachAsync(run, static status => status.CheckpointStep > 0);
        await run.Cancel("to see it stay");
        await Eventually.HoldsAsync(async () => (await Catalog.List(activeOnly: true)).Length == 0, "the end is noted");
        await Catalog.Release("late", [], DateTimeOffset.UnixEpoch);

        var exception = await Assert.ThrowsAsync<OrleansMLException>(run.Resume);

        Assert.Equal(ErrorCode.Conflict, exception.Code);
        Assert.Matches(
            @"^Training run 'late' was cancelled at \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ, and its rows and checkpoint have been removed since \(OrleansML:Training:ResumableFor is 7\.00:00:00\)\. Start another run with the same definition\.$",
            exception.Message);
        Assert.Equal(TrainingState.Cancelled, (await run.GetStatus()).State);
        await HoldsOnlyAsync([]);
        Assert.Empty(await Catalog.List(activeOnly: true));
    }

    /// <summary>The record of the gate, the package that the run made, and what the registry keeps of it.</summary>
    private async Task<string[]> ResultsOfAsync(TrainingRunStatus status)
    {
        var version = (await Platform.Grains.GetGrain<IModelRegistryGrain>(status.Model).GetSnapshot()).Find(status.Outcome!.Version!.Value)!;
        return [status.Outcome.GateRecord, version.Artifact, version.Package];
    }

    private async Task HoldsOnlyAsync(string[] artifacts)
    {
        string[] wanted = [.. artifacts.Order(StringComparer.Ordinal)];
        string[] seen = [];
        try
        {
            await Eventually.HoldsAsync(async () => (seen = await ListAsync()).SequenceEqual(wanted), "the store holds them only");
        }
        catch (TimeoutException)
        {
            Assert.Equal(wanted, seen);
        }
    }

    private async Task<string[]> ListAsync()
    {
        var digests = new List<string>();
        await foreach (var artifact in Platform.Service<IArtifactStore>().ListAsync())
            digests.Add(artifact.Digest);
        return [.. digests];
    }

    private async Task<string> WriteAsync(string content)
    {
        var upload = await Platform.Service<IArtifactStore>().BeginUploadAsync("rows");
        await upload.AppendAsync(0, System.Text.Encoding.UTF8.GetBytes(content));
        return await upload.CommitAsync();
    }
}
