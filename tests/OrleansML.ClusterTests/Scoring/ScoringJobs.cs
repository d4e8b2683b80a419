using OrleansML.Scoring;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Scoring;

/// <summary>Starts jobs and follows them.</summary>
internal static class ScoringJobs
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    /// <summary>Settings under which little time passes in waiting.</summary>
    public static Dictionary<string, string?> FastSettings { get; } = new()
    {
        ["OrleansML:Scoring:WorkersPerSilo"] = "1",
        ["OrleansML:Scoring:Period"] = "00:00:00.03",
        ["OrleansML:Scoring:WorkerTimeout"] = "00:00:05",
        ["OrleansML:Features:HistoryBound"] = "00:00:00.2",
    };

    public static async Task<IScoringCoordinatorGrain> StartAsync(IGrainFactory grains, string job, string definition)
    {
        var coordinator = grains.GetGrain<IScoringCoordinatorGrain>(job);
        await coordinator.Start(new StartScoringRequest { Definition = definition, Actor = "tests" });
        return coordinator;
    }

    /// <summary>Runs to the end, which must be a result.</summary>
    public static async Task<ScoringStatus> RunAsync(IGrainFactory grains, string job, string definition)
    {
        var status = await EndAsync(await StartAsync(grains, job, definition));
        Assert.True(status.State == ScoringState.Completed, $"{status.State}: {status.Reason}");
        return status;
    }

    /// <summary>Waits for the end.</summary>
    public static Task<ScoringStatus> EndAsync(IScoringCoordinatorGrain job) =>
        ReachAsync(job, static status => status.State is ScoringState.Completed or ScoringState.Failed or ScoringState.Cancelled);

    /// <summary>Waits for a condition.</summary>
    public static async Task<ScoringStatus> ReachAsync(IScoringCoordinatorGrain job, Func<ScoringStatus, bool> condition)
    {
        ScoringStatus? status = null;
        try
        {
            await Eventually.HoldsAsync(async () => await TryGetStatusAsync(job) is { } known && condition(status = known), "the job has come so far", Longest);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The job has not come so far: {status?.State} {status?.Reason} {status?.RowsDone} of {status?.Rows} rows, {status?.SlicesDone} of {status?.Slices} slices, {status?.Workers.Length} workers.");
        }

        return status!;
    }

    private static async Task<ScoringStatus?> TryGetStatusAsync(IScoringCoordinatorGrain job)
    {
        try
        {
            return await job.GetStatus();
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException or OrleansMLException { Code: ErrorCode.Unavailable })
        {
            return null;
        }
    }
}
