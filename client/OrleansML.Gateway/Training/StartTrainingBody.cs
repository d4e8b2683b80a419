namespace OrleansML.Gateway.Training;

// For the description of the API only; DefinitionBody reads requests member by member, to say what is wrong with each.
/// <summary>Asks for a training run.</summary>
public sealed record StartTrainingBody
{
    /// <summary>The training definition in YAML, at most 1 MiB. Its paths are those of the silos of the run's pool.</summary>
    public required string Definition { get; init; }

    /// <summary>Id of the run: 1 to 64 letters, digits, '.', '_' or '-'; left out: one is made of model, time and a few random digits.</summary>
    public string? Run { get; init; }

    /// <summary>Who asks, for the record; at most 200 characters.</summary>
    public string? Actor { get; init; }
}
