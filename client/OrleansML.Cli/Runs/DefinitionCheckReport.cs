using OrleansML.Learning.Definitions;

namespace OrleansML.Cli.Runs;

/// <summary>What is wrong with a definition.</summary>
internal sealed record DefinitionCheckReport(string File, string? Model, IReadOnlyList<DefinitionViolation> Violations)
{
    public bool IsValid => Violations.Count == 0;
}
