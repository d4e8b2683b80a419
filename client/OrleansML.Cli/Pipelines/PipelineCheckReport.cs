using OrleansML.Learning.Definitions;

namespace OrleansML.Cli.Pipelines;

/// <summary>What is wrong with a definition.</summary>
internal sealed record PipelineCheckReport(string File, string? Pipeline, IReadOnlyList<DefinitionViolation> Violations)
{
    public bool IsValid => Violations.Count == 0;
}
