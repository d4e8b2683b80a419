namespace OrleansML.Training;

/// <summary>Weights, optimizer, random state and position of a run after a step, as an artifact.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.TrainingCheckpoint")]
public sealed record TrainingCheckpoint
{
    /// <summary>Generation of the worker that made it.</summary>
    [Id(0)]
    public required long Generation { get; init; }

    /// <summary>Steps that were done.</summary>
    [Id(1)]
    public required long Step { get; init; }

    /// <summary>SHA-256 of the state, in lower-case hexadecimal: equal for equal bits, whichever workers computed them.</summary>
    [Id(2)]
    public required string Digest { get; init; }

    /// <summary>Whether training has come to its end with it.</summary>
    [Id(3)]
    public bool IsLast { get; init; }

    /// <summary>Every epoch that had ended.</summary>
    [Id(4)]
    public TrainingEpoch[] Epochs { get; init; } = [];

    /// <summary>Rounds that were done: steps, and ends of epochs.</summary>
    [Id(5)]
    public required long Position { get; init; }

    /// <summary>SHA-256 of the artifact that holds the state behind the id of the run, in lower-case hexadecimal.</summary>
    [Id(6)]
    public required string Artifact { get; init; }
}
