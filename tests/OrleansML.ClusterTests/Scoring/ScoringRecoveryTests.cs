using OrleansML.Data.Scoring;
using OrleansML.Scoring;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Scoring;

/// <summary>Whatever happens on the way, each row is scored, and counts, once.</summary>
public sealed class ScoringRecoveryTests : IAsyncLifetime, IDisposable
{
    private const int Rows = 400_000;

    private readonly ScoringFiles _files = new();
    private PlatformCluster? _platform;

    private PlatformCluster Platform => _platform!;

    public async Task InitializeAsync()
    {
        _platform = await PlatformCluster.StartAsync(["cpu", "cpu", "cpu"], ScoringJobs.FastSettings);
        await Platform.Client.Registry.PushAsync("score", new MemoryStream(ScoringFiles.Model));
    }

    public async Task DisposeAsync() => await Platform.DisposeAsync();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("in.parquet")]
    [InlineData("in.csv")]
    public async Task KillSilo_InTheMiddleOfAJob_TheOthersFinishIt(string file)
    {
        var path = _files.Write(file, Rows);
        var job = await ScoringJobs.StartAsync(Platform.Grains, "kill", _files.Definition("score", path, _files.PathOf("out"), "workers: { most: 3 }"));
        var before = await ScoringJobs.ReachAsync(job, static status => status.SlicesDone >= 5);
        Assert.True(before.SlicesDone < 70, "The job had come to its end before a silo was killed.");

        // With a third of the silos goes a worker, and perhaps the coordinator or what plans.
        await Platform.Cluster.KillSiloAsync(Platform.Cluster.Silos[1]);
        var status = await ScoringJobs.EndAsync(job);

        Assert.True(status.State == ScoringState.Completed, status.Reason);
        _files.RequireEachRowOnce("out", Rows);

        // Two slices of the worker that was lost, and as many of each whose report crossed the change of coordinators.
        Assert.InRange(status.Leases, status.Slices, status.Slices + (3 * 2));
    }

    [Fact]
    public async Task Resume_CancelledOnTheWay_ScoresOnlyWhatWasNotFinished()
    {
        var path = _files.Write("in.parquet", Rows);
        var job = await ScoringJobs.StartAsync(Platform.Grains, "parts", _files.Definition("score", path, _files.PathOf("out"), "workers: { most: 2 }"));
        await ScoringJobs.ReachAsync(job, static status => status.SlicesDone >= 5);

        var cancelled = await job.Cancel("to see it go on");
        Assert.Equal((ScoringState.Cancelled, "to see it go on"), (cancelled.State, cancelled.Reason));
        Assert.True(cancelled.SlicesDone < 70, "The job had come to its end before it was cancelled.");
        await job.Resume();
        var status = await ScoringJobs.EndAsync(job);

        Assert.Equal(ScoringState.Completed, status.State);
        _files.RequireEachRowOnce("out", Rows);
        Assert.Equal(cancelled.Leases + status.Slices - cancelled.SlicesDone, status.Leases);
    }

    [Fact]
    public async Task Start_FileChangesDuringTheJob_FailsAndNamesIt()
    {
        var path = _files.Write("in.parquet", Rows);
        var job = await ScoringJobs.StartAsync(Platform.Grains, "changes", _files.Definition("score", path, _files.PathOf("out"), "workers: { most: 1 }"));
        await ScoringJobs.ReachAsync(job, static status => status.SlicesDone >= 2);

        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(1));
        var status = await ScoringJobs.EndAsync(job);

        Assert.Equal(ScoringState.Failed, status.State);
        Assert.StartsWith($"'{path}' changed during the job: ", status.Reason, StringComparison.Ordinal);
        Assert.Null(ScoringManifest.TryLoad(_files.PathOf("out")));
    }
}
