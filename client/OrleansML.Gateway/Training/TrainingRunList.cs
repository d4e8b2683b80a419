namespace OrleansML.Gateway.Training;

/// <summary>Training runs, newest first.</summary>
public sealed record TrainingRunList
{
    /// <summary>The runs.</summary>
    public required IReadOnlyList<TrainingRunSummary> Runs { get; init; }
}
