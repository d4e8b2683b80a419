namespace OrleansML.Gateway.Scoring;

// For the description of the API only; DefinitionBody reads requests member by member, to say what is wrong with each.
/// <summary>Asks what a scoring job would do.</summary>
public sealed record EstimateScoringBody
{
    /// <summary>The scoring definition in YAML, at most 1 MiB. Its paths are those of the silos of the model's pool.</summary>
    public required string Definition { get; init; }
}
