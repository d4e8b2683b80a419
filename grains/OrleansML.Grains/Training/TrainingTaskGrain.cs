using Orleans.Placement;
using OrleansML.Data.Training;
using OrleansML.Grains.Placement;
using OrleansML.Learning.Definitions;
using OrleansML.Training;

namespace OrleansML.Grains.Training;

/// <summary>Fronts what one silo does alone for a run.</summary>
[PoolPlacement, Immovable, CollectionAgeLimit(Hours = 1)]
internal sealed class TrainingTaskGrain(IGrainContext context, TrainingGatherer gatherer, TrainingEvaluator evaluator, TimeProvider time)
    : Grain, ITrainingTaskGrain, IDisposable
{
    // Shorter than what the coordinator waits.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly string _run = (context.GrainId.Key.ToString() ?? "").Split('/')[^1];
    private CancellationTokenSource _ending = new();
    private Task<TrainingMaterials>? _gathering;
    private Task<TrainingOutcome>? _evaluating;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Stop();

    public void Dispose() => _ending.Dispose();

    public Task<TrainingMaterials?> Gather(string definition)
    {
        _gathering ??= Task.Run(() => gatherer.GatherAsync(_run, definition, _ending.Token));
        return ResultOf(_gathering, () => _gathering = null);
    }

    public Task<TrainingOutcome?> Evaluate(TrainingEvaluation evaluation)
    {
        _evaluating ??= Task.Run(() => evaluator.EvaluateAsync(_run, evaluation, _ending.Token));
        return ResultOf(_evaluating, () => _evaluating = null);
    }

    public async Task Stop()
    {
        await _ending.CancelAsync();
        _ending.Dispose();
        _ending = new CancellationTokenSource();
        (_gathering, _evaluating) = (null, null);
    }

    private async Task<T?> ResultOf<T>(Task<T> work, Action forget)
        where T : class
    {
        DelayDeactivation(Life);
        if (await Task.WhenAny(work, Task.Delay(Patience, time)) != work)
            return null;

        try
        {
            return await work;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception exception)
        {
            forget();
            if (FailsRun(exception))
                throw new OrleansMLException(ErrorCode.InvalidRequest, WorkerFailure.Describe(exception));
            throw;
        }
    }

    private static bool FailsRun(Exception exception) =>
        exception is TrainingDataException or TrainingFailedException or InvalidDefinitionException or OrleansMLException { Code: ErrorCode.InvalidModel } || WorkerFailure.FailsRun(exception);
}
