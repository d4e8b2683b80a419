using OrleansML.Learning.Definitions;

namespace OrleansML.Cli.Training;

/// <summary>What is wrong with a training definition.</summary>
internal sealed record TrainingCheckReport(string File, string? Model, IReadOnlyList<DefinitionViolation> Violations)
{
    public bool IsValid => Violations.Count == 0;
}
