namespace OrleansML.Training.Onnx;

/// <summary>One thing that stands against running or training an ONNX model on torch.</summary>
/// <param name="Node">The node's name, or its first output where it has none; null where no node is at fault.</param>
/// <param name="Operator">The node's operator, with its domain where that is not the standard one; null where no node is at fault.</param>
/// <param name="Opset">The version of the operator's domain that the model imports; null where no node is at fault.</param>
/// <param name="Reason">What is wrong, with the value at fault and what is supported.</param>
public sealed record OnnxTrainingProblem(string? Node, string? Operator, long? Opset, string Reason)
{
    /// <summary>The problem as one line for a person.</summary>
    public override string ToString() => Node is null ? Reason : $"node '{Node}' ({Operator}, opset {Opset}): {Reason}";
}
