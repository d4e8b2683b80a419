namespace OrleansML.Scoring;

/// <summary>What all workers of a job need to know.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ScoringSetup")]
public sealed record ScoringSetup
{
    /// <summary>The scoring definition in YAML.</summary>
    [Id(0)]
    public required string Definition { get; init; }

    /// <summary>Version of the model, which stays the same for the whole job.</summary>
    [Id(1)]
    public required int Version { get; init; }

    /// <summary>Rows that are computed together; 0 before it is chosen.</summary>
    [Id(2)]
    public required int BatchRows { get; init; }

    /// <summary>SHA-256 of the artifact that describes the input as it was found, in lower-case hexadecimal; empty before it is looked at.</summary>
    [Id(3)]
    public string Input { get; init; } = "";
}
