namespace OrleansML.Training;

/// <summary>Asks to judge the result of a run.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.TrainingEvaluation")]
public sealed record TrainingEvaluation
{
    /// <summary>The training definition in YAML.</summary>
    [Id(0)]
    public required string Definition { get; init; }

    /// <summary>What was gathered.</summary>
    [Id(1)]
    public required TrainingMaterials Materials { get; init; }

    /// <summary>SHA-256 of the last checkpoint.</summary>
    [Id(2)]
    public required string Checkpoint { get; init; }

    /// <summary>Who asked for the run.</summary>
    [Id(3)]
    public string Actor { get; init; } = "";

    /// <summary>When the training ended.</summary>
    [Id(4)]
    public DateTimeOffset At { get; init; }
}
