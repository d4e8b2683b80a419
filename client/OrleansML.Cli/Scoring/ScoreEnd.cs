using OrleansML.Gateway.Scoring;

namespace OrleansML.Cli.Scoring;

/// <summary>The end of a job, for verbs that wait for it.</summary>
internal static class ScoreEnd
{
    /// <summary>Waits until a job has ended and shows it.</summary>
    /// <returns>The exit code of the verb.</returns>
    public static async Task<int> WaitAsync(ScoringCalls calls, Output output, ScoringJobInfo job, CancellationToken cancellationToken)
    {
        var ended = await new ScoringFollower(calls, output).FollowAsync(job, cancellationToken);
        output.Write(ended, console => ScoringViews.RenderJob(console, ended));
        return ScoringViews.ExitCodeOf(ended);
    }
}
