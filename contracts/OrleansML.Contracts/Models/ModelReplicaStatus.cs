namespace OrleansML.Models;

/// <summary>State of one replica, as its silo sees it.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ModelReplicaStatus")]
public sealed record ModelReplicaStatus
{
    /// <summary>Key of the replica.</summary>
    [Id(0)]
    public required string Key { get; init; }

    /// <summary>Silo that holds it, as address text.</summary>
    [Id(1)]
    public required string Silo { get; init; }

    /// <summary>Whether it answers without loading first.</summary>
    [Id(2)]
    public required bool Ready { get; init; }

    /// <summary>Requests waiting now.</summary>
    [Id(3)]
    public required int Queued { get; init; }

    /// <summary>Requests answered since the model was loaded.</summary>
    [Id(4)]
    public required long Answered { get; init; }

    /// <summary>Requests that failed since the model was loaded, the callers' faults included.</summary>
    [Id(5)]
    public required long Failed { get; init; }

    /// <summary>Batches computed since the model was loaded.</summary>
    [Id(6)]
    public required long Batches { get; init; }

    /// <summary>Memory accounted for the loaded model, in bytes; 0 when it is not loaded.</summary>
    [Id(7)]
    public required long Bytes { get; init; }
}
