using OrleansML.Registry;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Training;

public sealed class TrainingRunTests : IAsyncLifetime, IDisposable
{
    private readonly TrainingFiles _files = new();
    private PlatformCluster? _platform;

    private PlatformCluster Platform => _platform!;

    public async Task InitializeAsync() => _platform = await PlatformCluster.StartAsync(
        ["cpu", "cpu"], TrainingRuns.FastSettings(workersPerSilo: 1));

    public async Task DisposeAsync() => await Platform.DisposeAsync();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Start_RowsOfALine_TrainsPassesTheGateAndServes()
    {
        const string Plan = "epochs: 6, batch_rows: 256, shards: 4, minimum_workers: 2, checkpoint_steps: 20";

        var status = await TrainingRuns.RunAsync(Platform.Grains, "line-1", _files.Line("line", rows: 4_000, Plan));

        Assert.True(status.Outcome!.Passed, string.Join(" ", status.Outcome.Reasons));
        Assert.Equal(1, status.Outcome.Version);
        Assert.All(status.Epochs, epoch => Assert.True(epoch.EachRowOnce));
        Assert.Equal(status.Rows[0] * status.Epochs.Length, status.Epochs.Sum(static epoch => epoch.Rows));
        Assert.Equal(2, status.Leases.Select(static lease => lease.Slot).Distinct().Count());
        var snapshot = await Platform.Grains.GetGrain<IModelRegistryGrain>("line").GetSnapshot();
        Assert.Equal(1, snapshot.Champion);
    }
}
