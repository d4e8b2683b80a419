using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Onnx;
using OrleansML.Learning.Training;
using OrleansML.Training.Networks;
using OrleansML.Training.Runs;

namespace OrleansML.Benchmarks.Learning;

/// <summary>A regression by a network of dense layers, and how it is trained: with Adam.</summary>
/// <param name="Inputs">Inputs.</param>
/// <param name="Hidden">Widths of the hidden layers.</param>
/// <param name="BatchRows">Rows of a step.</param>
/// <param name="Rows">Rows to learn from, a multiple of those of a step.</param>
/// <param name="Epochs">Passes over the rows that are measured at a time.</param>
internal sealed record LearningNetwork(int Inputs, int[] Hidden, int BatchRows, int Rows, int Epochs)
{
    public string Description => $"{string.Join('-', Widths)}, batch {BatchRows}";

    public int Parameters => Widths.Zip(Widths.Skip(1), static (inputs, outputs) => (inputs + 1) * outputs).Sum();

    private int[] Widths => [Inputs, .. Hidden, 1];

    public ModelProto Build() => NetworkBuilder.Build(
        new NetworkDefinition { Kind = NetworkKind.Mlp, Hidden = Hidden }, EvaluationTask.Regression, Inputs, 0, LabelScale.None, seed: 1);

    public TrainingRecipe Recipe(int shards) => new()
    {
        Task = EvaluationTask.Regression,
        Classes = 0,
        Optimizer = new OptimizerDefinition(),
        Epochs = Epochs,
        BatchRows = BatchRows,
        Shards = shards,
        Seed = 1,
    };

    /// <summary>The same as a definition of a run that goes on until it is cancelled.</summary>
    /// <param name="table">The rows as a CSV file.</param>
    /// <param name="shards">Parts of a step.</param>
    /// <param name="workers">Most workers.</param>
    public string Define(string table, int shards, int workers) => $$"""
        model: bench
        task: regression
        data: { path: {{table}}, format: csv, label: {{LearningRows.Label}} }
        split: { by: column, column: {{LearningRows.Part}} }
        inputs: { numeric: [{{string.Join(", ", LearningRows.InputNames(Inputs))}}] }
        network: { kind: mlp, hidden: [{{string.Join(", ", Hidden)}}] }
        optimizer: { kind: adam }
        plan: { epochs: 10000, batch_rows: {{BatchRows}}, shards: {{shards}}, maximum_workers: {{workers}} }
        """;
}
