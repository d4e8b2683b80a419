using OrleansML.Models;

namespace OrleansML.Gateway.Api;

/// <summary>State of one replica.</summary>
public sealed record ReplicaInfo
{
    /// <summary>Key: pool, model, version and index, separated by slashes.</summary>
    public required string Key { get; init; }

    /// <summary>Silo that holds it.</summary>
    public required string Silo { get; init; }

    /// <summary>Whether it answers without loading first.</summary>
    public required bool Ready { get; init; }

    /// <summary>Requests waiting now.</summary>
    public required int Queued { get; init; }

    /// <summary>Requests answered since the model was loaded.</summary>
    public required long Answered { get; init; }

    /// <summary>Requests that failed since the model was loaded.</summary>
    public required long Failed { get; init; }

    /// <summary>Batches computed since the model was loaded.</summary>
    public required long Batches { get; init; }

    /// <summary>Memory accounted for the loaded model, in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Converts what the silo says.</summary>
    public static ReplicaInfo From(ModelReplicaStatus status) => new()
    {
        Key = status.Key,
        Silo = status.Silo,
        Ready = status.Ready,
        Queued = status.Queued,
        Answered = status.Answered,
        Failed = status.Failed,
        Batches = status.Batches,
        Bytes = status.Bytes,
    };
}
