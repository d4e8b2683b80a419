namespace OrleansML.Training.Workers;

/// <summary>What a worker computes in a generation.</summary>
public sealed record WorkerOrder
{
    /// <summary>The generation.</summary>
    public required long Generation { get; init; }

    /// <summary>The shards of each member.</summary>
    public required IReadOnlyList<ShardRange> Ranges { get; init; }

    /// <summary>This member.</summary>
    public required int Self { get; init; }

    /// <summary>Rounds that are done in the state to go on from.</summary>
    public required long Position { get; init; }

    /// <summary>That state; null where the worker holds it.</summary>
    public byte[]? State { get; init; }

    /// <summary>Whether others need the state of this worker.</summary>
    public bool SharesState { get; init; }

    /// <summary>Steps between two checkpoints; null where another member makes them.</summary>
    public int? CheckpointSteps { get; init; }

    /// <summary>Sends a part to a member; comes back at once.</summary>
    public required Action<int, ExchangePart> Send { get; init; }
}
