namespace OrleansML.Scoring;

/// <summary>What the coordinator answers a worker.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ScoringOrder")]
public sealed record ScoringOrder
{
    /// <summary>Whether the worker belongs to the job; otherwise it stops and removes what it has not finished.</summary>
    [Id(0)]
    public required bool Belongs { get; init; }

    /// <summary>Slices whose parts are decided: the reported part counts, or another does. The worker no longer holds them.</summary>
    [Id(1)]
    public int[] Decided { get; init; } = [];

    /// <summary>More to score.</summary>
    [Id(2)]
    public ScoringLease[] Leases { get; init; } = [];
}
