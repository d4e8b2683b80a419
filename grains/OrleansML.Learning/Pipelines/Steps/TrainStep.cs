namespace OrleansML.Learning.Pipelines;

/// <summary>Trains a model. Its output is the id of the training run.</summary>
/// <param name="Definition">The training definition, in the file or by the name of one.</param>
public sealed record TrainStep(StepDocument Definition) : StepWork
{
    /// <inheritdoc/>
    public override StepKind Kind => StepKind.Train;
}
