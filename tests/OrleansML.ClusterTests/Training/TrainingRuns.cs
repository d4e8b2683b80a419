using System.Globalization;
using OrleansML.Testing;
using OrleansML.Training;

namespace OrleansML.ClusterTests.Training;

/// <summary>Starts runs and follows them.</summary>
internal static class TrainingRuns
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Settings under which little time passes in waiting.</summary>
    public static Dictionary<string, string?> FastSettings(int workersPerSilo) => new()
    {
        ["OrleansML:Training:WorkersPerSilo"] = workersPerSilo.ToString(CultureInfo.InvariantCulture),
        ["OrleansML:Training:Period"] = "00:00:00.03",
        ["OrleansML:Training:WorkerTimeout"] = "00:00:05",
        ["OrleansML:Training:GatheringGrace"] = "00:00:01",
    };

    public static async Task<ITrainingCoordinatorGrain> StartAsync(IGrainFactory grains, string run, string definition)
    {
        var coordinator = grains.GetGrain<ITrainingCoordinatorGrain>(run);
        await coordinator.Start(new StartTrainingRequest { Definition = definition, Actor = "tests" });
        return coordinator;
    }

    /// <summary>Runs to the end, which must be a result.</summary>
    public static async Task<TrainingRunStatus> RunAsync(IGrainFactory grains, string run, string definition)
    {
        var status = await EndAsync(await StartAsync(grains, run, definition));
        Assert.True(status.State == TrainingState.Completed, $"{status.State}: {status.Reason}");
        return status;
    }

    /// <summary>Waits for the end.</summary>
    public static Task<TrainingRunStatus> EndAsync(ITrainingCoordinatorGrain run) =>
        ReachAsync(run, static status => status.State is TrainingState.Completed or TrainingState.Failed or TrainingState.Cancelled);

    /// <summary>Waits for a condition.</summary>
    public static async Task<TrainingRunStatus> ReachAsync(ITrainingCoordinatorGrain run, Func<TrainingRunStatus, bool> condition)
    {
        TrainingRunStatus? status = null;
        try
        {
            await Eventually.HoldsAsync(async () => await TryGetStatusAsync(run) is { } known && condition(status = known), "the run has come so far", Longest);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The run has not come so far: {status?.State} {status?.Reason} step {status?.Step} of {status?.Steps}, generation {status?.Generation}, {status?.Members.Length} workers.");
        }

        return status!;
    }

    private static async Task<TrainingRunStatus?> TryGetStatusAsync(ITrainingCoordinatorGrain run)
    {
        try
        {
            return await run.GetStatus();
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // The silo that was asked is the one that was killed.
            return null;
        }
    }
}
