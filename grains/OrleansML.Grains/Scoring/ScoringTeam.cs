using Microsoft.Extensions.Logging;
using OrleansML.Grains.Placement;
using OrleansML.Learning.Scoring;
using OrleansML.Scoring;

namespace OrleansML.Grains.Scoring;

/// <summary>The workers of one job as its coordinator sees them. Nothing here is durable; used in the coordinator's turns only.</summary>
internal sealed partial class ScoringTeam(
    IGrainFactory grains, PoolSilos pools, ISiloStatusOracle membership, TimeProvider time, ScoringOptions options, ILogger logger, string job)
{
    private const int MostFailures = 20;

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(2);

    private readonly Dictionary<int, Member> _members = [];
    private long _awakeSince = time.GetTimestamp();
    private int _failures;
    private long? _failedAt;

    /// <summary>Rows of slices that are not finished.</summary>
    public long RowsUnderWay => _members.Values.Where(IsAlive).Sum(static member => member.Report.RowsUnderWay);

    /// <summary>Rows per second of late.</summary>
    public double RowsPerSecond => _members.Values.Where(IsAlive).Sum(static member => member.Report.RowsPerSecond);

    /// <summary>Those that are at work.</summary>
    public ScoringWorkerInfo[] Workers =>
    [
        .. _members.Values.Where(IsAlive).OrderBy(static member => member.Report.Slot)
            .Select(static member => new ScoringWorkerInfo { Slot = member.Report.Slot, Silo = member.Report.Silo, Held = member.Report.Held }),
    ];

    /// <summary>How many workers there should be now.</summary>
    public int Wanted(string pool, int most)
    {
        var silos = pools.Of(pool, membership.GetApproximateSiloStatuses(onlyActive: true).Keys).Length;
        return Math.Min(most, silos * (options.WorkersPerSilo ?? Environment.ProcessorCount));
    }

    /// <summary>Takes down what a worker says of itself.</summary>
    /// <exception cref="ScoringFailedException">Workers failed again and again.</exception>
    public void Take(ScoringReport report)
    {
        var before = _members.GetValueOrDefault(report.Slot)?.Report;
        var isTold = before?.Incarnation == report.Incarnation && before.Failure.Length > 0;
        _members[report.Slot] = new Member(report, time.GetTimestamp());
        if (report.Parts.Length > 0)
            _failures = 0;
        if (report.Failure.Length > 0 && !isTold)
            Count(report);
    }

    /// <summary>Whether the worker of a lease is gone.</summary>
    public bool IsLost(ScoringLeaseState lease)
    {
        if (!_members.TryGetValue(lease.Slot, out var member))
            return time.GetElapsedTime(_awakeSince) > options.WorkerTimeout;
        return member.Report.Incarnation != lease.Incarnation || !IsAlive(member);
    }

    /// <summary>Sees to it that workers are at work.</summary>
    /// <returns>What is lacking, in a sentence; empty when nothing is.</returns>
    public async Task<string> WorkAsync(string pool, ScoringSetup setup, ScoringWorkers workers)
    {
        var wanted = Wanted(pool, workers.Most);
        if (wanted < workers.Least)
            return $"It waits for workers: pool '{pool}' has room for {wanted} of {workers.Least}.";

        foreach (var (slot, _) in _members.Where(member => member.Key >= wanted && !IsAlive(member.Value)).ToArray())
            _members.Remove(slot);
        var idle = Enumerable.Range(0, wanted).Where(slot => !_members.TryGetValue(slot, out var member) || !IsAlive(member));
        await Task.WhenAll(idle.Select(slot => TryAsync(slot, () => Worker(pool, slot).Work(setup).WaitAsync(CallTimeout, time))));
        return _members.Values.Select(static member => member.Report).FirstOrDefault(static report => report.Failure.Length > 0) is { } failed
            ? $"Worker {failed.Slot} on silo {failed.Silo} begins anew: {failed.Failure}"
            : "";
    }

    /// <summary>Ends all workers. Who does not hear of it is told with its next report.</summary>
    public async Task StopAsync(string pool)
    {
        var slots = _members.Keys.ToArray();
        _members.Clear();
        _awakeSince = time.GetTimestamp();
        await Task.WhenAll(slots.Select(slot => TryAsync(slot, () => Worker(pool, slot).Stop().WaitAsync(CallTimeout, time))));
    }

    private bool IsAlive(Member member) =>
        member.Report.Failure.Length == 0
        && time.GetElapsedTime(member.At) <= options.WorkerTimeout
        && !membership.GetApproximateSiloStatus(SiloAddress.FromParsableString(member.Report.Silo)).IsTerminating();

    // What befalls many workers at once, as a full disk does, is one failure.
    private void Count(ScoringReport report)
    {
        if (_failedAt is { } last && time.GetElapsedTime(last) < options.WorkerTimeout / 8)
            return;

        _failedAt = time.GetTimestamp();
        _failures++;
        if (_failures > MostFailures)
            throw new ScoringFailedException($"Workers failed {_failures} times without a part in between; the last, on silo {report.Silo}: {report.Failure.TrimEnd('.')}. Mend that, and resume the job.");
    }

    private IScoringWorkerGrain Worker(string pool, int slot) => grains.GetGrain<IScoringWorkerGrain>(ScoringKeys.Worker(pool, job, slot));

    private async Task TryAsync(int slot, Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception exception)
        {
            LogOutOfReach(logger, slot, job, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Worker {Slot} of scoring job {Job} is out of reach: {Reason}")]
    private static partial void LogOutOfReach(ILogger logger, int slot, string job, string reason);

    private sealed record Member(ScoringReport Report, long At);
}
