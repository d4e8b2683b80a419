using OrleansML.Tensors;

namespace OrleansML.Models;

/// <summary>Output tensors of one prediction and how they came about.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.PredictReply")]
public sealed record PredictReply
{
    /// <summary>The outputs, in the order asked for, else in the model's order.</summary>
    [Id(0)]
    public required Tensor[] Outputs { get; init; }

    /// <summary>Name of the model that answered.</summary>
    [Id(1)]
    public required string Model { get; init; }

    /// <summary>Version that answered.</summary>
    [Id(2)]
    public required int Version { get; init; }

    /// <summary>Time between arrival and start of the computation, in microseconds.</summary>
    [Id(3)]
    public int QueueMicroseconds { get; init; }

    /// <summary>Time of the computation of the whole batch, in microseconds.</summary>
    [Id(4)]
    public int ComputeMicroseconds { get; init; }

    /// <summary>Rows computed together, this request's included.</summary>
    [Id(5)]
    public int BatchRows { get; init; }

    /// <summary>
    /// Unique id of the answer (UUID version 7, so its time is that of the answer). Logs name the prediction by it, and labels are joined to it.
    /// A row's id is this alone, or this with <c>/ROW</c>, counted from 0, where a request has several rows.
    /// </summary>
    [Id(6)]
    public Guid PredictionId { get; init; }
}
