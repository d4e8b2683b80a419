namespace OrleansML.Gateway.Scoring;

// For the description of the API only; DefinitionBody reads requests member by member, to say what is wrong with each.
/// <summary>Asks for a scoring job.</summary>
public sealed record StartScoringBody
{
    /// <summary>The scoring definition in YAML, at most 1 MiB. Its paths are those of the silos of the model's pool.</summary>
    public required string Definition { get; init; }

    /// <summary>Id of the job: 1 to 64 letters, digits, '.', '_' or '-'; left out: one is made of model, time and a few random digits.</summary>
    public string? Job { get; init; }

    /// <summary>Who asks, for the record; at most 200 characters.</summary>
    public string? Actor { get; init; }
}
