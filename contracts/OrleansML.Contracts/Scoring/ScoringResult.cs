namespace OrleansML.Scoring;

/// <summary>A job all of whose slices are finished.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ScoringResult")]
public sealed record ScoringResult
{
    /// <summary>The job.</summary>
    [Id(0)]
    public required ScoringSetup Setup { get; init; }

    /// <summary>The parts that count, in the order of the input.</summary>
    [Id(1)]
    public required ScoredPart[] Parts { get; init; }

    /// <summary>SHA-256 of the model's package, in lower-case hexadecimal.</summary>
    [Id(2)]
    public required string Package { get; init; }

    /// <summary>When the last slice was finished, which is the time of the scores.</summary>
    [Id(3)]
    public required DateTimeOffset ScoredAt { get; init; }
}
