using System.CommandLine;

namespace OrleansML.Cli.Pipelines;

/// <summary><c>RUN</c>: a run of a pipeline.</summary>
internal sealed class PipelineRunArgument : Argument<string>
{
    public PipelineRunArgument() : base("RUN") => Description = "Id of the run, or its key such as nightly/2026-03-29T01:00:00Z.";
}
