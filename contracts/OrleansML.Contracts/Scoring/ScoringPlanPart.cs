namespace OrleansML.Scoring;

/// <summary>What the planning of a job has found so far.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ScoringPlanPart")]
public sealed record ScoringPlanPart
{
    /// <summary>Slices that were found, the next ones in the order of their indices.</summary>
    [Id(0)]
    public required ScoringRange[] Slices { get; init; }

    /// <summary>Rows that are computed together; chosen once for the job, because results may depend on it in their last bits.</summary>
    [Id(1)]
    public required int BatchRows { get; init; }

    /// <summary>Whether there are no more slices.</summary>
    [Id(2)]
    public required bool IsComplete { get; init; }

    /// <summary>SHA-256 of the artifact that describes the input as it was found, in lower-case hexadecimal; empty while rows
    /// are being staged.</summary>
    [Id(3)]
    public required string Input { get; init; }
}
