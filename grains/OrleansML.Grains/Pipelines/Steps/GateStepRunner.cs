using System.Globalization;
using OrleansML.Data.Pipelines;
using OrleansML.Learning.Pipelines;
using OrleansML.Training;

namespace OrleansML.Grains.Pipelines.Steps;

/// <summary>Lets a run go on only if a trained model passed its gate.</summary>
internal sealed class GateStepRunner(IGrainFactory grains, StepPolls polls) : IStepRunner
{
    public StepKind Kind => StepKind.Gate;

    public Task<string> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var run = context.Expand(context.Work<GateStep>().Run);
        return polls.UntilAsync(async () => VersionOf(run, await grains.GetGrain<ITrainingCoordinatorGrain>(run).GetStatus()), cancellationToken);
    }

    private static string? VersionOf(string run, TrainingRunStatus status) => status switch
    {
        { State: TrainingState.Completed, Outcome: { Passed: true, Version: { } version } } => version.ToString(CultureInfo.InvariantCulture),
        { State: TrainingState.Completed, Outcome: { } outcome } => throw new StepFailedException(
            StepFailureKind.User, $"The model of training run '{run}' did not pass its gate: {string.Join(" ", outcome.Reasons)}"),
        { State: TrainingState.Failed or TrainingState.Cancelled } => throw new StepFailedException(
            StepFailureKind.User, $"Training run '{run}' has no model: {status.Reason}"),
        _ => null,
    };
}
