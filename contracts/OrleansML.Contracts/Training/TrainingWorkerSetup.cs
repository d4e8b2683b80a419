namespace OrleansML.Training;

/// <summary>What every worker of a run starts from.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.TrainingWorkerSetup")]
public sealed record TrainingWorkerSetup
{
    /// <summary>Id of the run.</summary>
    [Id(0)]
    public required string Run { get; init; }

    /// <summary>What matters to the numbers, as JSON.</summary>
    [Id(1)]
    public required string Recipe { get; init; }

    /// <summary>SHA-256 of the ONNX model to begin with.</summary>
    [Id(2)]
    public required string Model { get; init; }

    /// <summary>SHA-256 of the preprocessed rows to learn from.</summary>
    [Id(3)]
    public required string TrainRows { get; init; }

    /// <summary>SHA-256 of the preprocessed validation rows.</summary>
    [Id(4)]
    public required string ValidationRows { get; init; }

    /// <summary>Steps between two checkpoints.</summary>
    [Id(5)]
    public required int CheckpointSteps { get; init; }
}
