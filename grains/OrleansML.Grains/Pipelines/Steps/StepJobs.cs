using OrleansML.Data.Pipelines;
using OrleansML.Learning.Pipelines;

namespace OrleansML.Grains.Pipelines.Steps;

/// <summary>Follows work that others keep for a step: it is the same for all attempts, and a later one goes on where an earlier one ended.</summary>
internal sealed class StepJobs(StepPolls polls)
{
    /// <summary>Begins the work or joins it, and waits for its end; where the step is stopped, the work is ended too.</summary>
    /// <returns>Id of the work.</returns>
    /// <exception cref="StepFailedException">It failed, or somebody cancelled it.</exception>
    public async Task<string> FollowAsync(StepContext context, StepJob job, CancellationToken cancellationToken)
    {
        if ((await job.StartAsync()).State is StepJobState.Failed or StepJobState.Cancelled)
            await job.ResumeAsync();
        try
        {
            return await polls.UntilAsync(() => ResultOfAsync(context, job), cancellationToken);
        }
        catch (OperationCanceledException) when (context.IsStopped)
        {
            await job.CancelAsync(context.Stopped);
            throw;
        }
    }

    private static async Task<string?> ResultOfAsync(StepContext context, StepJob job)
    {
        var (state, reason) = await job.LookAsync();
        switch (state)
        {
            case StepJobState.Completed:
                return context.Job;
            case StepJobState.Cancelled when reason == context.Stopped:
                // The stop of an earlier attempt came after this one had resumed it.
                await job.ResumeAsync();
                return null;
            case StepJobState.Failed or StepJobState.Cancelled:
                throw new StepFailedException(StepFailureKind.User, $"{job.What} '{context.Job}' {(state == StepJobState.Failed ? "failed" : "was cancelled")}: {reason}");
            default:
                return null;
        }
    }
}
