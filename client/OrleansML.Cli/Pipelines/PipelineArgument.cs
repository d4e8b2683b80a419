using System.CommandLine;

namespace OrleansML.Cli.Pipelines;

/// <summary><c>NAME</c>: a pipeline.</summary>
internal sealed class PipelineArgument : Argument<string>
{
    public PipelineArgument() : base("NAME") => Description = "Name of the pipeline.";
}
