using OrleansML.Registry;
using OrleansML.Testing;
using OrleansML.Training;

namespace OrleansML.ClusterTests.Training;

public sealed class TrainingRunTests : IAsyncLifetime, IDisposable
{
    private readonly TrainingFiles _files = new();
    private PlatformCluster? _platform;

    private PlatformCluster Platform => _platform!;

    public async Task InitializeAsync() => _platform = await PlatformCluster.StartAsync(
        ["cpu", "cpu"], new Dictionary<string, string?> { ["OrleansML:Training:WorkersPerSilo"] = "1", ["OrleansML:Training:Period"] = "00:00:00.05" });

    public async Task DisposeAsync() => await Platform.DisposeAsync();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Start_RowsOfALine_TrainsPassesTheGateAndServes()
    {
        var run = Platform.Grains.GetGrain<ITrainingCoordinatorGrain>("line-1");
        await run.Start(new StartTrainingRequest { Definition = _files.Line("line", rows: 4_000), Actor = "tests" });

        var status = await EndAsync(run);

        Assert.True(status.State == TrainingState.Completed, status.Reason);
        Assert.True(status.Outcome!.Passed, string.Join(" ", status.Outcome.Reasons));
        Assert.Equal(1, status.Outcome.Version);
        Assert.All(status.Epochs, epoch => Assert.True(epoch.EachRowOnce));
        Assert.Equal(status.Rows[0] * status.Epochs.Length, status.Epochs.Sum(static epoch => epoch.Rows));
        Assert.Equal(2, status.Leases.Select(static lease => lease.Slot).Distinct().Count());
        var snapshot = await Platform.Grains.GetGrain<IModelRegistryGrain>("line").GetSnapshot();
        Assert.Equal(1, snapshot.Champion);
    }

    private static async Task<TrainingRunStatus> EndAsync(ITrainingCoordinatorGrain run)
    {
        TrainingRunStatus? status = null;
        try
        {
            await Eventually.HoldsAsync(
                async () => (status = await run.GetStatus()).State is TrainingState.Completed or TrainingState.Failed or TrainingState.Cancelled,
                "the run has ended", TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The run has not ended: {status!.State} {status.Reason} step {status.Step} of {status.Steps}, generation {status.Generation}.");
        }

        return status!;
    }
}
