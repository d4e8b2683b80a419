namespace OrleansML.Training;

/// <summary>What the workers of a generation do.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.TrainingAssignment")]
public sealed record TrainingAssignment
{
    /// <summary>The generation.</summary>
    [Id(0)]
    public required long Generation { get; init; }

    /// <summary>Its workers in the order of their shards.</summary>
    [Id(1)]
    public required TrainingMember[] Members { get; init; }

    /// <summary>Rounds that are done in the state to go on from: steps, and ends of epochs.</summary>
    [Id(2)]
    public required long Position { get; init; }

    /// <summary>Slot of the worker that others have the state from; null where nobody needs it from a worker.</summary>
    [Id(3)]
    public int? SourceSlot { get; init; }

    /// <summary>SHA-256 of the artifact with that state; null with <see cref="SourceSlot"/>, and where all hold it.</summary>
    [Id(4)]
    public string? Checkpoint { get; init; }
}
