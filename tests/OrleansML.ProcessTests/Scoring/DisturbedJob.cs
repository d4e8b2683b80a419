using OrleansML.Scoring;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ProcessTests.Scoring;

/// <summary>One job, the losses that it meets on its way, and what they may have cost.</summary>
internal sealed class DisturbedJob(ProcessCluster cluster, IGrainFactory grains, string job, int seed)
{
    /// <summary>Workers of the job; each holds two slices at most.</summary>
    private const int Workers = 3;
    private const int MostHeld = 2;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(5);

    private readonly Random _random = new(seed);
    private readonly int _evictedBefore = Evicted(cluster);
    private int _inFlight;

    /// <summary>What was killed, in order.</summary>
    public List<LossKind> Losses { get; } = [];

    /// <summary>Leases that were in flight at the losses, at most.</summary>
    public int MostLeasesLost => _inFlight + ((Evicted(cluster) - _evictedBefore) * Workers * MostHeld);

    /// <summary>Leases that were in flight at the last loss and before, exactly; null where that cannot be told.</summary>
    public int? LeasesLost { get; private set; }

    private IScoringCoordinatorGrain Job => grains.GetGrain<IScoringCoordinatorGrain>(job);

    /// <summary>Runs it to its end.</summary>
    public async Task<ScoringStatus> RunAsync(string definition, params PlannedLoss[] losses)
    {
        var request = new StartScoringRequest { Definition = definition, Actor = "tests" };
        await Eventually.HoldsAsync(async () => await TryAsync(() => Job.Start(request)) is not null, $"job {job} is started", Longest);
        foreach (var loss in losses)
        {
            var before = await ReachAsync(status => IsOver(status) || (status.RowsDone >= loss.AtRow && (loss.Kind != LossKind.Worker || status.Workers.Length > 0)));
            if (IsOver(before))
                break;
            await SufferAsync(loss.Kind, before);
        }

        var ended = await ReachAsync(HasEnded);
        Assert.True(ended.State == ScoringState.Completed, $"Job {job} {ended.State}: {ended.Reason}");
        return ended;
    }

    private static int Evicted(ProcessCluster cluster) => cluster.Silos.Sum(static silo => silo.ExitCodes.Count);

    private static bool HasEnded(ScoringStatus status) => status.State is ScoringState.Completed or ScoringState.Failed or ScoringState.Cancelled;

    private static bool IsOver(ScoringStatus status) => status.State is not (ScoringState.Planned or ScoringState.Running);

    private static async Task<T?> TryAsync<T>(Func<Task<T>> call)
        where T : class?
    {
        try
        {
            return await call().WaitAsync(LongestCall);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException or OrleansMLException { Code: ErrorCode.Unavailable or ErrorCode.StorageUnavailable })
        {
            // Whoever was asked is gone.
            return null;
        }
    }

    private async Task SufferAsync(LossKind kind, ScoringStatus before)
    {
        ClusterNode[] victims = kind switch
        {
            LossKind.Coordinator => [await FindCoordinatorAsync()],
            LossKind.Worker => [NodeAt(before.Workers[_random.Next(before.Workers.Length)].Silo)!],
            _ => [.. cluster.Silos],
        };
        await Task.WhenAll(victims.Select(static victim => victim.KillAsync()));
        Losses.Add(kind);

        // With a silo go the registrations of grains that are elsewhere, and so any worker may have to begin anew.
        _inFlight += MostHeld * Workers;
        LeasesLost = null;
        var starting = Task.WhenAll(victims.Select(static victim => victim.StartAsync()));
        if (kind == LossKind.Total)
        {
            var woken = await ReachAsync(static _ => true);
            Assert.True(woken.SlicesDone >= before.SlicesDone, $"{before.SlicesDone} slices were finished before the loss, and {woken.SlicesDone} after it.");

            // As long as no worker has reported, none has got a lease.
            if (woken.Workers.Length == 0)
                LeasesLost = woken.Leases - woken.SlicesDone;
        }

        await starting;
    }

    private async Task<ClusterNode> FindCoordinatorAsync()
    {
        ClusterNode? node = null;
        await Eventually.HoldsAsync(
            async () => (node = NodeAt((await TryAsync(async () => await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(Job)))?.ToParsableString())) is { IsRunning: true },
            $"the coordinator of job {job} is found",
            Longest);
        return node!;
    }

    private ClusterNode? NodeAt(string? silo) => cluster.Silos.FirstOrDefault(node => silo?.Contains($"{node.Address}:", StringComparison.Ordinal) == true);

    private async Task<ScoringStatus> ReachAsync(Func<ScoringStatus, bool> condition)
    {
        ScoringStatus? status = null;
        try
        {
            await Eventually.HoldsAsync(async () => await TryAsync(Job.GetStatus) is { } known && condition(status = known), "", Longest);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Job {job} stands still: {status}, {string.Join<ScoringWorkerInfo>(", ", status?.Workers ?? [])}");
        }

        return status!;
    }
}
