namespace OrleansML.Training.Onnx.Operators.Recurrent;

/// <summary>One direction of a recurrent layer with its weights.</summary>
internal sealed record RecurrentDirection
{
    public required bool IsReverse { get; init; }

    /// <summary>The functions f, g and h of the definitions; those that a layer has not are the last one it has.</summary>
    public required (Func<Tensor, Tensor> F, Func<Tensor, Tensor> G, Func<Tensor, Tensor> H) Functions { get; init; }

    /// <summary>[inputs, gates * hidden].</summary>
    public required Tensor Weights { get; init; }

    /// <summary>[hidden, gates * hidden].</summary>
    public required Tensor Recurrence { get; init; }

    /// <summary>[gates * hidden], of the inputs.</summary>
    public required Tensor InputBias { get; init; }

    /// <summary>[gates * hidden], of the recurrence.</summary>
    public required Tensor RecurrentBias { get; init; }

    /// <summary>[3 * hidden]; null without.</summary>
    public Tensor? Peepholes { get; init; }

    public double? Limit { get; init; }

    public bool CouplesForget { get; init; }

    public bool LinearBeforeReset { get; init; }

    public Tensor Clip(Tensor x) => Limit is { } limit ? x.clamp(-limit, limit) : x;
}
