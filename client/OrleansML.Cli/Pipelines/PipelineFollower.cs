using OrleansML.Cli.Runs;
using OrleansML.Gateway.Pipelines;

namespace OrleansML.Cli.Pipelines;

/// <summary>Follows runs of a pipeline; a line is worth each change of a step.</summary>
internal sealed class PipelineFollower(PipelineCalls calls, Output output, string pipeline) : RunFollower<PipelineRunInfo>(output, "pipeline", "Pipeline run", "run")
{
    private string _run = "";

    // As the verbs take it, which need the pipeline, too.
    protected override string IdOf(PipelineRunInfo run) => $"{pipeline} {_run = run.Run}";

    protected override string StateOf(PipelineRunInfo run) => run.State;

    protected override Task<PipelineRunInfo> GetAsync(string id, CancellationToken cancellationToken) => calls.GetRunAsync(pipeline, _run, cancellationToken);

    protected override string ShareOf(PipelineRunInfo run) => run.DecidedAt is { } started ? RunTexts.Length((DateTimeOffset.UtcNow - started).TotalSeconds) : "";

    protected override string LineOf(PipelineRunInfo run) => PipelineRunViews.Line(run);

    protected override string EventOf(PipelineRunInfo run) => PipelineRunViews.Line(run);

    protected override long ProgressOf(PipelineRunInfo run) => PipelineRunViews.Done(run);
}
