using OrleansML.Data.Pipelines;
using OrleansML.Learning.Pipelines;
using OrleansML.Scoring;

namespace OrleansML.Grains.Pipelines.Steps;

/// <summary>Scores many rows: one scoring job for all attempts at a step, which goes on with what is not scored yet.</summary>
internal sealed class ScoreStepRunner(IGrainFactory grains, StepPolls polls) : IStepRunner
{
    public StepKind Kind => StepKind.Score;

    public async Task<string> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var definition = await context.ReadAsync(context.Work<ScoreStep>().Definition, cancellationToken);
        var job = grains.GetGrain<IScoringCoordinatorGrain>(context.Job);
        var status = await job.Start(new StartScoringRequest { Definition = definition, Actor = context.Actor });
        if (status.State is ScoringState.Failed or ScoringState.Cancelled)
            await job.Resume();
        try
        {
            return await polls.UntilAsync(async () => await ResultOfAsync(context, job), cancellationToken);
        }
        catch (OperationCanceledException) when (context.IsStopped)
        {
            await job.Cancel(context.Stopped);
            throw;
        }
    }

    private static async Task<string?> ResultOfAsync(StepContext context, IScoringCoordinatorGrain job)
    {
        var status = await job.GetStatus();
        switch (status.State)
        {
            case ScoringState.Completed:
                return context.Job;
            case ScoringState.Cancelled when status.Reason == context.Stopped:
                // The stop of an earlier attempt came after this one had resumed it.
                await job.Resume();
                return null;
            case ScoringState.Failed or ScoringState.Cancelled:
                throw new StepFailedException(StepFailureKind.User, $"Scoring job '{context.Job}' {(status.State == ScoringState.Failed ? "failed" : "was cancelled")}: {status.Reason}");
            default:
                return null;
        }
    }
}
