namespace OrleansML.Scoring;

/// <summary>What came of a job.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ScoringOutcome")]
public sealed record ScoringOutcome
{
    /// <summary>Where the result is: the manifest's path, the table, or the feature view.</summary>
    [Id(0)]
    public required string Result { get; init; }

    /// <summary>The manifest, which names every part with its digest.</summary>
    [Id(1)]
    public required string Manifest { get; init; }

    /// <summary>SHA-256 of the manifest in lower-case hexadecimal.</summary>
    [Id(2)]
    public required string ManifestSha256 { get; init; }

    /// <summary>Rows in the result.</summary>
    [Id(3)]
    public required long Rows { get; init; }

    /// <summary>Rows that are dead letters.</summary>
    [Id(4)]
    public required long DeadRows { get; init; }
}
