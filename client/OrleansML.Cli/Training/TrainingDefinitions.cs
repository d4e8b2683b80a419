using OrleansML.Cli.Runs;
using OrleansML.Learning.Training;

namespace OrleansML.Cli.Training;

/// <summary>What verbs know of training definitions.</summary>
internal static class TrainingDefinitions
{
    public static DefinitionKind<TrainingDefinition> Kind { get; } = new(
        "training",
        TrainingDefinitionReader.Read,
        static definition => definition.Model,
        [("model", static definition => definition.Model), ("plan.pool", static definition => definition.Plan.Pool)],
        [("data", static definition => definition.Data.Path), ("start", static definition => definition.Start?.Path)]);
}
