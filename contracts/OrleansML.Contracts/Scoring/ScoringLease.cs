namespace OrleansML.Scoring;

/// <summary>The right to score a slice.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ScoringLease")]
public sealed record ScoringLease
{
    /// <summary>The slice.</summary>
    [Id(0)]
    public required ScoringRange Slice { get; init; }

    /// <summary>Number of the lease in its job, from 1; part of the names of its files.</summary>
    [Id(1)]
    public required int Attempt { get; init; }
}
