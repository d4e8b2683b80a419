using OrleansML.Learning.Pipelines;
using OrleansML.Training;

namespace OrleansML.Grains.Pipelines.Steps;

/// <summary>Trains models: one training run for all attempts at a step, which goes on from its last checkpoint.</summary>
internal sealed class TrainStepRunner(IGrainFactory grains, StepJobs jobs) : IStepRunner
{
    public StepKind Kind => StepKind.Train;

    public async Task<string> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var definition = await context.ReadAsync(context.Work<TrainStep>().Definition, cancellationToken);
        var run = grains.GetGrain<ITrainingCoordinatorGrain>(context.Job);
        return await jobs.FollowAsync(
            context,
            new StepJob(
                "Training run",
                async () => StatusOf(await run.Start(new StartTrainingRequest { Definition = definition, Actor = context.Actor })),
                async () => StatusOf(await run.GetStatus()),
                run.Resume,
                run.Cancel),
            cancellationToken);
    }

    private static StepJobStatus StatusOf(TrainingRunStatus status) => new(
        status.State switch
        {
            TrainingState.Completed => StepJobState.Completed,
            TrainingState.Failed => StepJobState.Failed,
            TrainingState.Cancelled => StepJobState.Cancelled,
            _ => StepJobState.GoesOn,
        },
        status.Reason);
}
