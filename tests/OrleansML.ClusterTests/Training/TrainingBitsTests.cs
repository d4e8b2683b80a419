using System.Globalization;
using OrleansML.Testing;
using OrleansML.Training;

namespace OrleansML.ClusterTests.Training;

/// <summary>The same seed and rows give the same bits, whoever computes them and whatever happens on the way.</summary>
public sealed class TrainingBitsTests : IAsyncLifetime, IDisposable
{
    private const string Network = "kind: mlp, hidden: [32, 16], dropout: 0.1";

    private readonly TrainingFiles _files = new();
    private PlatformCluster? _platform;

    private PlatformCluster Platform => _platform!;

    public async Task InitializeAsync() => _platform = await PlatformCluster.StartAsync(["cpu", "cpu", "cpu"], TrainingRuns.FastSettings(workersPerSilo: 2));

    public async Task DisposeAsync() => await Platform.DisposeAsync();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Start_OneTwoThreeOrFiveWorkers_GivesTheSameBits(int seed)
    {
        var digests = new Dictionary<int, string>();
        foreach (var workers in new[] { 1, 2, 3, 5 })
        {
            var status = await TrainingRuns.RunAsync(Platform.Grains, Name("workers", seed, workers), Definition($"bits-{seed}-{workers}", seed, workers));
            digests[workers] = status.StateDigest;
            Assert.Equal(workers, status.Leases.Select(static lease => lease.Slot).Distinct().Count());
            Assert.All(status.Epochs, static epoch => Assert.True(epoch.EachRowOnce));
        }

        Assert.Single(digests.Values.Distinct());
        Assert.Matches("^[0-9a-f]{64}$", digests[1]);
    }

    [Fact]
    public async Task Start_AnotherSeed_GivesOtherBits()
    {
        var one = await TrainingRuns.RunAsync(Platform.Grains, "seed-1", Definition("seeds-1", seed: 1, workers: 1));
        var other = await TrainingRuns.RunAsync(Platform.Grains, "seed-2", Definition("seeds-2", seed: 2, workers: 1));

        Assert.NotEqual(one.StateDigest, other.StateDigest);
    }

    [Fact]
    public async Task Resume_CancelledOnTheWay_GivesTheSameBits()
    {
        var whole = await TrainingRuns.RunAsync(Platform.Grains, "whole", Definition("whole", seed: 7, workers: 2, epochs: 100));
        var run = await TrainingRuns.StartAsync(Platform.Grains, "parts", Definition("parts", seed: 7, workers: 3, epochs: 100));
        await TrainingRuns.ReachAsync(run, static status => status.CheckpointStep >= 20);

        var cancelled = await run.Cancel("to see it go on");
        Assert.Equal((TrainingState.Cancelled, "to see it go on"), (cancelled.State, cancelled.Reason));
        Assert.True(cancelled.CheckpointStep < whole.Steps, "The run had come to its end before it was cancelled.");
        await run.Resume();
        var resumed = await TrainingRuns.EndAsync(run);

        Assert.Equal(whole.StateDigest, resumed.StateDigest);
        Assert.Equal(whole.Epochs, resumed.Epochs);
    }

    [Fact]
    public async Task Run_SiloOfWorkersIsKilled_GivesTheSameBits()
    {
        var whole = await TrainingRuns.RunAsync(Platform.Grains, "before", Definition("before", seed: 9, workers: 1, epochs: 200));
        var run = await TrainingRuns.StartAsync(Platform.Grains, "killed", Definition("killed", seed: 9, workers: 5, epochs: 200));
        var running = await TrainingRuns.ReachAsync(run, static status => status.Step >= 10);
        var victim = Platform.Cluster.Silos.First(silo => running.Members.Any(member => member.Silo == silo.SiloAddress.ToParsableString())
            && silo.SiloAddress != Platform.Cluster.Silos[0].SiloAddress);

        await Platform.Cluster.KillSiloAsync(victim);
        var status = await TrainingRuns.EndAsync(run);

        Assert.Equal(whole.StateDigest, status.StateDigest);
        Assert.True(status.Generation > running.Generation, "The loss was not noticed before the end; train for longer.");
        Assert.All(status.Epochs, static epoch => Assert.True(epoch.EachRowOnce));
    }

    [Fact]
    public async Task Run_SiloJoins_WorkersJoinAndTheBitsStay()
    {
        // How many epochs last until a silo has joined depends on the machine.
        foreach (var epochs in new[] { 500, 2_000, 8_000 })
        {
            var run = await TrainingRuns.StartAsync(Platform.Grains, $"more-{epochs}", Definition($"more-{epochs}", seed: 11, workers: 7, epochs, shards: 7));
            await TrainingRuns.ReachAsync(run, static status => status.Members.Length == 6 || status.State > TrainingState.Checkpointing);
            var added = await Platform.Cluster.StartAdditionalSiloAsync();
            var grown = await TrainingRuns.ReachAsync(run, static status => status.Members.Length == 7 || status.State > TrainingState.Checkpointing);
            var status = await TrainingRuns.EndAsync(run);
            if (grown.Members.Length == 7)
            {
                var whole = await TrainingRuns.RunAsync(Platform.Grains, "few", Definition("few", seed: 11, workers: 1, epochs, shards: 7));
                Assert.Equal(whole.StateDigest, status.StateDigest);
                return;
            }

            await Platform.Cluster.StopSiloAsync(added);
        }

        Assert.Fail("Each run came to its end before a silo had joined.");
    }

    private static string Name(string kind, int seed, int workers) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{seed}-{workers}");

    private string Definition(string model, int seed, int workers, int epochs = 3, int shards = 5) => _files.Line(
        model,
        rows: 3_000,
        string.Create(CultureInfo.InvariantCulture, $"epochs: {epochs}, batch_rows: 300, shards: {shards}, seed: {seed}, minimum_workers: {(epochs > 3 ? 1 : workers)}, maximum_workers: {workers}, checkpoint_steps: 4"),
        Network);
}
