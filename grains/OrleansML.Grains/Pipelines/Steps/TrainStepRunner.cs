using OrleansML.Data.Pipelines;
using OrleansML.Learning.Pipelines;
using OrleansML.Training;

namespace OrleansML.Grains.Pipelines.Steps;

/// <summary>Trains models: one training run for all attempts at a step, which goes on from its last checkpoint.</summary>
internal sealed class TrainStepRunner(IGrainFactory grains, StepPolls polls) : IStepRunner
{
    public StepKind Kind => StepKind.Train;

    public async Task<string> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var definition = await context.ReadAsync(context.Work<TrainStep>().Definition, cancellationToken);
        var run = grains.GetGrain<ITrainingCoordinatorGrain>(context.Job);
        var status = await run.Start(new StartTrainingRequest { Definition = definition, Actor = context.Actor });
        if (status.State is TrainingState.Failed or TrainingState.Cancelled)
            await run.Resume();
        try
        {
            return await polls.UntilAsync(async () => await ResultOfAsync(context, run), cancellationToken);
        }
        catch (OperationCanceledException) when (context.IsStopped)
        {
            await run.Cancel(context.Stopped);
            throw;
        }
    }

    private static async Task<string?> ResultOfAsync(StepContext context, ITrainingCoordinatorGrain run)
    {
        var status = await run.GetStatus();
        switch (status.State)
        {
            case TrainingState.Completed:
                return context.Job;
            case TrainingState.Cancelled when status.Reason == context.Stopped:
                // The stop of an earlier attempt came after this one had resumed it.
                await run.Resume();
                return null;
            case TrainingState.Failed or TrainingState.Cancelled:
                throw new StepFailedException(StepFailureKind.User, $"Training run '{context.Job}' {(status.State == TrainingState.Failed ? "failed" : "was cancelled")}: {status.Reason}");
            default:
                return null;
        }
    }
}
