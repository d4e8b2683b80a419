using OrleansML.Learning.Pipelines;
using OrleansML.Scoring;

namespace OrleansML.Grains.Pipelines.Steps;

/// <summary>Scores many rows: one scoring job for all attempts at a step, which goes on with what is not scored yet.</summary>
internal sealed class ScoreStepRunner(IGrainFactory grains, StepJobs jobs) : IStepRunner
{
    public StepKind Kind => StepKind.Score;

    public async Task<string> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var definition = await context.ReadAsync(context.Work<ScoreStep>().Definition, cancellationToken);
        var job = grains.GetGrain<IScoringCoordinatorGrain>(context.Job);
        return await jobs.FollowAsync(
            context,
            new StepJob(
                "Scoring job",
                async () => StatusOf(await job.Start(new StartScoringRequest { Definition = definition, Actor = context.Actor })),
                async () => StatusOf(await job.GetStatus()),
                job.Resume,
                job.Cancel),
            cancellationToken);
    }

    private static StepJobStatus StatusOf(ScoringStatus status) => new(
        status.State switch
        {
            ScoringState.Completed => StepJobState.Completed,
            ScoringState.Failed => StepJobState.Failed,
            ScoringState.Cancelled => StepJobState.Cancelled,
            _ => StepJobState.GoesOn,
        },
        status.Reason);
}
