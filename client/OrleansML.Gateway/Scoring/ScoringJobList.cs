namespace OrleansML.Gateway.Scoring;

/// <summary>Scoring jobs, newest first.</summary>
public sealed record ScoringJobList
{
    /// <summary>The jobs.</summary>
    public required IReadOnlyList<ScoringJobSummary> Jobs { get; init; }
}
