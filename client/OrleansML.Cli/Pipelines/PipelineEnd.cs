using OrleansML.Gateway.Pipelines;

namespace OrleansML.Cli.Pipelines;

/// <summary>The end of a run, for verbs that wait for it.</summary>
internal static class PipelineEnd
{
    /// <summary>Waits until a run has ended and shows it.</summary>
    /// <returns>The exit code of the verb.</returns>
    public static async Task<int> WaitAsync(PipelineCalls calls, Output output, string pipeline, PipelineRunInfo run, CancellationToken cancellationToken)
    {
        var ended = await new PipelineFollower(calls, output, pipeline, run.Run).FollowAsync(run, cancellationToken);
        output.Write(ended, console => PipelineRunViews.RenderRun(console, pipeline, ended));
        return PipelineRunViews.ExitCodeOf(ended);
    }
}
