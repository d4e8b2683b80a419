using System.CommandLine;

namespace OrleansML.Cli.Pipelines;

/// <summary><c>--file FILE</c>: a pipeline definition.</summary>
internal sealed class PipelineFileOption : Option<string>
{
    public PipelineFileOption() : base("--file", "-f")
    {
        Description = "Pipeline definition in YAML. A relative definition_file of a step is read from the file's folder and sent as its definition; an absolute one is read by the silos.";
        HelpName = "FILE";
        Required = true;
    }
}
