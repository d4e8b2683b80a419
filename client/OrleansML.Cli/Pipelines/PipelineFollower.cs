using OrleansML.Cli.Runs;
using OrleansML.Gateway.Pipelines;

namespace OrleansML.Cli.Pipelines;

/// <summary>Follows a run of a pipeline; a line is worth each change of a step.</summary>
/// <param name="calls">Where it is asked for.</param>
/// <param name="output">Where progress is shown.</param>
/// <param name="pipeline">Name of the pipeline.</param>
/// <param name="runId">Id of the run.</param>
internal sealed class PipelineFollower(PipelineCalls calls, Output output, string pipeline, string runId)
    : RunFollower<PipelineRunInfo>(output, "pipeline", "Pipeline run", "run")
{
    // As the verbs take it, which need the pipeline, too.
    protected override string IdOf(PipelineRunInfo run) => $"{pipeline} {runId}";

    protected override string StateOf(PipelineRunInfo run) => run.State;

    protected override Task<PipelineRunInfo> GetAsync(string id, CancellationToken cancellationToken) => calls.GetRunAsync(pipeline, runId, cancellationToken);

    protected override string ShareOf(PipelineRunInfo run) =>
        run.DecidedAt is { } decided ? RunTexts.Length((DateTimeOffset.UtcNow - decided).TotalSeconds) : "";

    protected override string LineOf(PipelineRunInfo run) => PipelineRunViews.Line(run);

    protected override string EventOf(PipelineRunInfo run) => PipelineRunViews.Line(run);

    protected override long ProgressOf(PipelineRunInfo run) => PipelineRunViews.Done(run);
}
