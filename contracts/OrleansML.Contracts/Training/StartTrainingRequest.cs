namespace OrleansML.Training;

/// <summary>Asks for a training run.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.StartTrainingRequest")]
public sealed record StartTrainingRequest
{
    /// <summary>The training definition in YAML, at most 1 MiB.</summary>
    [Id(0)]
    public required string Definition { get; init; }

    /// <summary>Who asks, for the record; at most 200 characters.</summary>
    [Id(1)]
    public string Actor { get; init; } = "";
}
