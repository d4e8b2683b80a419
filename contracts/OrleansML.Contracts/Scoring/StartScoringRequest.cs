namespace OrleansML.Scoring;

/// <summary>Asks for a scoring job.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.StartScoringRequest")]
public sealed record StartScoringRequest
{
    /// <summary>The scoring definition in YAML, at most 1 MiB.</summary>
    [Id(0)]
    public required string Definition { get; init; }

    /// <summary>Who asks, for the record; at most 200 characters.</summary>
    [Id(1)]
    public string Actor { get; init; } = "";
}
