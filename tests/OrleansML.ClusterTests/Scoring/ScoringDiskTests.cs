using OrleansML.Data.Scoring;
using OrleansML.Scoring;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Scoring;

/// <summary>Where a result cannot be written the job says so, and nothing half-written is seen.</summary>
public sealed class ScoringDiskTests : IAsyncLifetime, IDisposable
{
    private const int Rows = 200_000;

    private readonly ScoringFiles _files = new();
    private PlatformCluster? _platform;

    private PlatformCluster Platform => _platform!;

    public async Task InitializeAsync()
    {
        _platform = await PlatformCluster.StartAsync(["cpu", "cpu"], ScoringJobs.FastSettings);
        await Platform.Client.Registry.PushAsync("score", new MemoryStream(ScoringFiles.Model));
    }

    public async Task DisposeAsync() => await Platform.DisposeAsync();

    public void Dispose() => _files.Dispose();

    [TemporaryFilesystemFact]
    public async Task Start_DiskBecomesFull_FailsWithWhatToDoAndGoesOnWhenThereIsRoom()
    {
        using var disk = new TemporaryFilesystem(_files.PathOf("disk"), kibibytes: 512);
        var job = await ScoringJobs.StartAsync(Platform.Grains, "full", _files.Definition("score", _files.Write("in.parquet", Rows), disk.Path));

        var failed = await ScoringJobs.EndAsync(job);

        Assert.Equal(ScoringState.Failed, failed.State);
        Assert.Matches(
            "^Workers failed 21 times without a part in between; the last, on silo .+: '.+/part-[0-9]+\\.[0-9]+\\.parquet' cannot be written: .+; [0-9]+ KiB are free; free space there, or give the job another folder\\. Mend that, and resume the job\\.$",
            failed.Reason);
        Assert.InRange(failed.SlicesDone, 1, failed.Slices - 1);
        await Eventually.HoldsAsync(() => Directory.GetFiles(disk.Path).All(static path => Path.GetFileName(path).StartsWith("part-", StringComparison.Ordinal)), "only whole parts are left");
        Assert.All(Directory.GetFiles(disk.Path), static path => Assert.InRange(ScoringFiles.CountRows(path), 1, 5_120));

        disk.Resize(kibibytes: 64 * 1024);
        await job.Resume();
        var status = await ScoringJobs.EndAsync(job);

        Assert.True(status.State == ScoringState.Completed, status.Reason);
        _files.RequireEachRowOnce("disk", Rows);
    }

    [TemporaryFilesystemFact]
    public async Task Start_FolderThatMayNotBeWritten_FailsWithWhoMustBeLet()
    {
        using var disk = new TemporaryFilesystem(_files.PathOf("disk"), kibibytes: 512);
        disk.MakeReadOnly();
        var folder = Path.Combine(disk.Path, "out");

        var status = await ScoringJobs.EndAsync(await ScoringJobs.StartAsync(Platform.Grains, "refused", _files.Definition("score", _files.Write("in.parquet", Rows), folder)));

        Assert.Equal((ScoringState.Failed, 0), (status.State, status.SlicesDone));
        Assert.StartsWith($"'{folder}/part-", status.Reason, StringComparison.Ordinal);
        Assert.EndsWith("; give the account of the silo the right to write there, or the job another folder.", status.Reason, StringComparison.Ordinal);
        Assert.Null(ScoringManifest.TryLoad(folder));
    }
}
