namespace OrleansML.Learning.Pipelines;

/// <summary>Scores many rows. Its output is the id of the scoring job.</summary>
/// <param name="Definition">The scoring definition, in the file or by the name of one.</param>
public sealed record ScoreStep(StepDocument Definition) : StepWork
{
    /// <inheritdoc/>
    public override StepKind Kind => StepKind.Score;
}
