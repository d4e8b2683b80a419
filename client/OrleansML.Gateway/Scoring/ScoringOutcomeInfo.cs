using OrleansML.Scoring;

namespace OrleansML.Gateway.Scoring;

/// <summary>What came of a job.</summary>
public sealed record ScoringOutcomeInfo
{
    /// <summary>Where the result is: the manifest's path, the table, or the feature view.</summary>
    public required string Result { get; init; }

    /// <summary>The manifest, which names every part with its digest. Files of dead letters, <c>dead-*.jsonl</c>, lie beside it.</summary>
    public required string Manifest { get; init; }

    /// <summary>SHA-256 of the manifest, 64 lower-case hexadecimal digits.</summary>
    public required string ManifestSha256 { get; init; }

    /// <summary>Rows in the result.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows that are dead letters.</summary>
    public required long DeadRows { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static ScoringOutcomeInfo From(ScoringOutcome outcome) => new()
    {
        Result = outcome.Result,
        Manifest = outcome.Manifest,
        ManifestSha256 = outcome.ManifestSha256,
        Rows = outcome.Rows,
        DeadRows = outcome.DeadRows,
    };
}
