using OrleansML.Scoring;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Scoring;

/// <summary>What a job that ended without a result keeps, and how long.</summary>
public sealed class ScoringLeftoversTests : IAsyncLifetime, IDisposable
{
    private const int Rows = 200_000;

    private readonly ScoringFiles _files = new();
    private readonly MovedTime _time = new(DateTimeOffset.UtcNow);
    private PlatformCluster? _platform;

    private PlatformCluster Platform => _platform!;

    private IScoringCatalogGrain Catalog => Platform.Grains.GetGrain<IScoringCatalogGrain>(IScoringCatalogGrain.Key);

    public async Task InitializeAsync()
    {
        _platform = await PlatformCluster.StartAsync(["cpu"], ScoringJobs.FastSettings, _time);
        await Platform.Client.Registry.PushAsync("score", new MemoryStream(ScoringFiles.Model));
    }

    public async Task DisposeAsync() => await Platform.DisposeAsync();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Job_CancelledAWeekAgo_KeepsNothingAndSaysSo()
    {
        var job = await CancelAsync("late");
        _time.Move(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));

        await Eventually.HoldsAsync(() => !Directory.Exists(FolderOf("late")), "what the job had staged is removed");
        await Eventually.HoldsAsync(async () => (await Catalog.ListKeptTooLong()).Length == 0, "the removal is noted");
        var exception = await Assert.ThrowsAsync<OrleansMLException>(job.Resume);

        Assert.Equal(ErrorCode.Conflict, exception.Code);
        Assert.Matches(
            @"^Scoring job 'late' was cancelled at \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ, and what it needs to go on has been removed since \(OrleansML:Scoring:ResumableFor is 7\.00:00:00\)\. Start another job with the same definition\.$",
            exception.Message);
        Assert.Equal((ScoringState.Cancelled, "to see what stays"), ((await job.GetStatus()).State, (await job.GetStatus()).Reason));
        Assert.Equal(["late"], await Catalog.List(activeOnly: false));
    }

    [Fact]
    public async Task Job_CancelledForLessThanAWeek_GoesOnWithWhatItHasStaged()
    {
        var job = await CancelAsync("early");
        _time.Move(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(5));
        Assert.Empty(await Catalog.ListKeptTooLong());
        Assert.Null(await job.GiveUp());
        Assert.True(Directory.Exists(FolderOf("early")));

        await job.Resume();
        _time.Move(TimeSpan.FromDays(1));
        Assert.Empty(await Catalog.ListKeptTooLong());
        var status = await ScoringJobs.EndAsync(job);

        Assert.True(status.State == ScoringState.Completed, status.Reason);
        _files.RequireEachRowOnce("early", Rows);
        await Eventually.HoldsAsync(async () => (await Catalog.List(activeOnly: true)).Length == 0, "the end is noted");
        Assert.Empty(await Catalog.ListKeptTooLong());
    }

    [Fact]
    public async Task Job_EndedWhileNobodyNoted_IsNotedByTheNextRound()
    {
        await CancelAsync("lost");

        // As after a crash between the two.
        await Catalog.NoteEnded("lost", hasEnded: false);

        await Eventually.HoldsAsync(async () => (await Catalog.List(activeOnly: true)).Length == 0, "the end is noted again");
        _time.Move(TimeSpan.FromDays(8));
        await Eventually.HoldsAsync(() => !Directory.Exists(FolderOf("lost")), "what the job had staged is removed");
    }

    private string FolderOf(string job) => Path.Combine(Platform.FeatureDirectory, "scoring", job);

    /// <summary>A job over text, which is staged before it is scored, cancelled on the way.</summary>
    private async Task<IScoringCoordinatorGrain> CancelAsync(string name)
    {
        var job = await ScoringJobs.StartAsync(Platform.Grains, name, _files.Definition("score", _files.Write("in.csv", Rows), _files.PathOf(name), "workers: { most: 1 }"));
        await ScoringJobs.ReachAsync(job, static status => status.SlicesDone >= 1);
        var cancelled = await job.Cancel("to see what stays");
        Assert.Equal(ScoringState.Cancelled, cancelled.State);
        Assert.True(Directory.Exists(FolderOf(name)));
        await Eventually.HoldsAsync(async () => (await Catalog.List(activeOnly: true)).Length == 0, "the end is noted");
        return job;
    }
}
