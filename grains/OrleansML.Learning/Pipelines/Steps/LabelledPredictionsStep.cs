namespace OrleansML.Learning.Pipelines;

/// <summary>Writes the predictions of a model that have a label as rows to train on: what the model was given then, and what came true.</summary>
/// <param name="Model">The model.</param>
/// <param name="Label">The column that the label gets.</param>
/// <param name="Since">How long before the end of the interval the first prediction was; null: all there are.</param>
/// <param name="Output">The Parquet file to write.</param>
public sealed record LabelledPredictionsStep(string Model, string Label, TimeSpan? Since, string Output) : StepWork
{
    /// <inheritdoc/>
    public override StepKind Kind => StepKind.LabelledPredictions;
}
