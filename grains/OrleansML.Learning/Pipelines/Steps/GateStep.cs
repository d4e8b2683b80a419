namespace OrleansML.Learning.Pipelines;

/// <summary>Succeeds if the model of a training run passed its gate, and fails as a user's error if not. Its output is the version.</summary>
/// <param name="Run">Id of the training run, mostly the output of a step.</param>
public sealed record GateStep(string Run) : StepWork
{
    /// <inheritdoc/>
    public override StepKind Kind => StepKind.Gate;
}
