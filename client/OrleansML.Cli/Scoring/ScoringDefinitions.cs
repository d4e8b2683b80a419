using OrleansML.Cli.Runs;
using OrleansML.Learning.Scoring;

namespace OrleansML.Cli.Scoring;

/// <summary>What verbs know of scoring definitions.</summary>
internal static class ScoringDefinitions
{
    public static DefinitionKind<ScoringDefinition> Kind { get; } = new(
        "scoring",
        ScoringDefinitionReader.Read,
        static definition => definition.Model,
        [("model", static definition => definition.Model)],
        [("input", static definition => (definition.Input as FileInput)?.Path), ("output", static definition => (definition.Output as FileOutput)?.Path)]);
}
