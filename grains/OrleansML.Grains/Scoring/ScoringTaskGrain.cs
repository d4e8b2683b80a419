using Orleans.Placement;
using OrleansML.Grains.Placement;
using OrleansML.Scoring;

namespace OrleansML.Grains.Scoring;

/// <summary>Fronts what one silo does alone for a job.</summary>
[PoolPlacement, Immovable, CollectionAgeLimit(Hours = 1)]
internal sealed class ScoringTaskGrain(IGrainContext context, ScoringTasks tasks, TimeProvider time) : Grain, IScoringTaskGrain, IDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    // Publishing mostly takes less than the time until its caller would ask again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly string _job = (context.GrainId.Key.ToString() ?? "").Split('/')[^1];
    private CancellationTokenSource _ending = new();
    private Task<bool>? _planning;
    private Task<ScoringOutcome>? _finishing;
    private Task<ScoringTrialReport>? _estimating;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Stop();

    public void Dispose() => _ending.Dispose();

    public Task<bool> Plan(ScoringSetup setup)
    {
        var (turns, ending) = (TaskScheduler.Current, _ending.Token);
        _planning ??= Task.Run(async () =>
        {
            await tasks.PlanAsync(_job, setup, turns, ending);
            return true;
        });
        return ResultOf(_planning, () => _planning = null);
    }

    public async Task<ScoringOutcome?> Finish(ScoringResult result)
    {
        var ending = _ending.Token;
        var finishing = _finishing ??= Task.Run(() => tasks.FinishAsync(_job, result, ending));
        await Task.WhenAny(finishing, Task.Delay(Patience, time));
        return await ResultOf(finishing, () => _finishing = _finishing == finishing ? null : _finishing);
    }

    public Task Clean(ScoringSetup setup) => tasks.CleanAsync(_job, setup);

    public async Task<ScoringEstimate?> Estimate(ScoringSetup setup)
    {
        var (turns, ending) = (TaskScheduler.Current, _ending.Token);
        _estimating ??= Task.Run(() => tasks.EstimateAsync(_job, setup, turns, ending));
        return await ResultOf(_estimating, () => _estimating = null) is not { } report ? null : new ScoringEstimate
        {
            Version = report.Version,
            Rows = report.Size.Rows,
            IsExact = report.Size.IsExact,
            Slices = report.Size.Slices,
            Bytes = report.Size.Bytes,
            BatchRows = report.BatchRows,
            SampleRows = report.Sample.Rows,
            SampleDeadRows = report.Sample.DeadRows,
            SampleDeadReason = report.Sample.DeadReason,
            RowsPerSecond = report.Sample.RowsPerSecond,
        };
    }

    public async Task Stop()
    {
        await _ending.CancelAsync();
        _ending.Dispose();
        _ending = new CancellationTokenSource();
        (_planning, _finishing, _estimating) = (null, null, null);
    }

    /// <summary>The result of something, if it is there; never waits. Who asks once more begins anew.</summary>
    private async Task<T?> ResultOf<T>(Task<T> work, Action forget)
    {
        DelayDeactivation(Life);
        if (!work.IsCompleted)
            return default;

        forget();
        try
        {
            return await work;
        }
        catch (OperationCanceledException)
        {
            return default;
        }
        catch (Exception exception) when (exception is not OrleansMLException)
        {
            // Callers may lack the type of what was thrown.
            throw new OrleansMLException(ScoringFault.FailsJob(exception) ? ErrorCode.InvalidRequest : ErrorCode.Unavailable, exception.Message);
        }
    }
}
