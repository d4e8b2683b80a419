using Microsoft.Extensions.Logging;
using OrleansML.Grains.Placement;
using OrleansML.Learning.Training;
using OrleansML.Training;

namespace OrleansML.Grains.Training;

/// <summary>The workers of one run as its coordinator sees them. Nothing here is durable; used in the coordinator's turns only.</summary>
internal sealed partial class TrainingTeam(
    IGrainFactory grains, PoolSilos pools, ISiloStatusOracle membership, TimeProvider time, TrainingOptions options, ILogger logger, string run)
{
    // A worker answers at once, or is out of reach.
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan JoinPeriod = TimeSpan.FromSeconds(2);

    private readonly Dictionary<int, (TrainingWorkerStatus Status, long At)> _reports = [];
    private long _since = time.GetTimestamp();
    private long _lookedForMore = time.GetTimestamp();

    /// <summary>Takes down what a worker says of itself.</summary>
    public void Take(TrainingWorkerStatus status) => _reports[status.Slot] = (status, time.GetTimestamp());

    /// <summary>The last report of a worker; null where there is none.</summary>
    public TrainingWorkerStatus? ReportOf(int slot) => _reports.TryGetValue(slot, out var report) ? report.Status : null;

    /// <summary>Begins to gather workers, or to count on those that there are.</summary>
    public void Begin(IEnumerable<TrainingMember> counted)
    {
        _since = time.GetTimestamp();
        _reports.Clear();
        foreach (var member in counted)
        {
            Take(new TrainingWorkerStatus
            {
                Slot = member.Slot, Incarnation = member.Incarnation, Silo = member.Silo, Generation = 0, Phase = TrainingWorkerPhase.Running,
            });
        }
    }

    /// <summary>How many workers there should be now.</summary>
    public int Wanted(TrainingPlan plan)
    {
        var silos = pools.Of(plan.Pool, membership.GetApproximateSiloStatuses(onlyActive: true).Keys).Length;
        return Math.Min(Math.Min(plan.MaximumWorkers, plan.Shards), silos * (options.WorkersPerSilo ?? Environment.ProcessorCount));
    }

    /// <summary>Prepares workers for the next generation.</summary>
    /// <returns>Those that can begin; null while others may come.</returns>
    /// <exception cref="TrainingFailedException">A worker cannot do what the run asks, and no other could.</exception>
    public async Task<TrainingWorkerStatus[]?> GatherAsync(TrainingPlan plan, TrainingWorkerSetup setup, long generation)
    {
        var wanted = Math.Max(Wanted(plan), plan.MinimumWorkers);
        var statuses = await PrepareAsync(Enumerable.Range(0, wanted), plan, setup, generation);
        TrainingWorkerStatus[] ready = [.. statuses.Where(static status => status.Phase is TrainingWorkerPhase.Ready or TrainingWorkerPhase.Finished)];
        var isPatient = time.GetElapsedTime(_since) < options.GatheringGrace || statuses.Any(static status => status.Phase == TrainingWorkerPhase.Loading);
        return ready.Length >= plan.MinimumWorkers && (ready.Length == wanted || !isPatient) ? ready : null;
    }

    /// <summary>Tells the members what to compute. Who does not hear of it is found out by the next look.</summary>
    public async Task SendAsync(TrainingAssignment assignment, TrainingPlan plan)
    {
        Begin(assignment.Members);
        await Task.WhenAll(assignment.Members.Select(member => TryAsync(member.Slot, async () =>
            Take(await Worker(plan, member.Slot).Begin(assignment).WaitAsync(CallTimeout, time)))));
    }

    /// <summary>Why the members must be counted anew; null while all is well.</summary>
    /// <exception cref="TrainingFailedException">A worker cannot do what the run asks, and no other could.</exception>
    public string? Trouble(IReadOnlyList<TrainingMember> members)
    {
        foreach (var member in members)
        {
            var (status, at) = _reports[member.Slot];
            Demand(status);
            if (SiloAddress.FromParsableString(member.Silo) is { } silo && membership.GetApproximateSiloStatus(silo).IsTerminating())
                return $"silo {member.Silo} of worker {member.Slot} left";
            if (status.Incarnation != member.Incarnation)
                return $"worker {member.Slot} came back anew";
            if (status.Phase == TrainingWorkerPhase.Failed)
                return $"worker {member.Slot} failed: {status.Failure}";
            if (time.GetElapsedTime(at) > options.WorkerTimeout)
                return $"worker {member.Slot} gave no sign of life for {options.WorkerTimeout.TotalSeconds:0} s";
            if (status.Unreachable.Length > 0)
                return $"worker {member.Slot} cannot reach worker {status.Unreachable[0]}";
        }

        return null;
    }

    /// <summary>Whether workers who are not members are ready to join.</summary>
    public async Task<bool> HasMoreAsync(TrainingPlan plan, TrainingWorkerSetup setup, IReadOnlyList<TrainingMember> members, long generation)
    {
        if (time.GetElapsedTime(_lookedForMore) < JoinPeriod)
            return false;

        _lookedForMore = time.GetTimestamp();
        var others = Enumerable.Range(0, Wanted(plan)).Where(slot => members.All(member => member.Slot != slot));
        return (await PrepareAsync(others, plan, setup, generation)).Any(static status => status.Phase == TrainingWorkerPhase.Ready);
    }

    /// <summary>Ends all workers. Who does not hear of it is told with its next report.</summary>
    public async Task StopAsync(TrainingPlan plan) =>
        await Task.WhenAll(_reports.Keys.ToArray().Select(slot => TryAsync(slot, () => Worker(plan, slot).Stop().WaitAsync(CallTimeout, time))));

    private async Task<TrainingWorkerStatus[]> PrepareAsync(IEnumerable<int> slots, TrainingPlan plan, TrainingWorkerSetup setup, long generation)
    {
        var found = new List<TrainingWorkerStatus>();
        await Task.WhenAll(slots.Select(slot => TryAsync(slot, async () =>
            found.Add(await Worker(plan, slot).Prepare(setup, generation).WaitAsync(CallTimeout, time)))));
        foreach (var status in found)
        {
            Take(status);
            Demand(status);
        }

        return [.. found];
    }

    private ITrainingWorkerGrain Worker(TrainingPlan plan, int slot) =>
        grains.GetGrain<ITrainingWorkerGrain>(TrainingKeys.Worker(plan.Pool, run, slot));

    private async Task TryAsync(int slot, Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception exception)
        {
            LogOutOfReach(logger, slot, run, exception.Message);
        }
    }

    private static void Demand(TrainingWorkerStatus status)
    {
        if (status is { Phase: TrainingWorkerPhase.Failed, FailsRun: true })
            throw new TrainingFailedException(status.Failure);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Worker {Slot} of training run {Run} is out of reach: {Reason}")]
    private static partial void LogOutOfReach(ILogger logger, int slot, string run, string reason);
}
