using OrleansML.Training.Onnx.Operators;

namespace OrleansML.Training.Onnx.Graph;

/// <summary>A node whose operator is known and whose attributes are understood.</summary>
internal sealed record GraphNode(NodeReader Reader, OperatorDefinition Operator, Kernel Compute)
{
    public IList<string> Inputs => Reader.Proto.Input;

    public IList<string> Outputs => Reader.Proto.Output;

    /// <summary>Whether the node reads the shape of its input only, never its values.</summary>
    public bool ReadsShapeOnly => Operator.Name is "Shape" or "Size";

    public bool HasGradient => Operator.Gradient.Exists(Reader);
}
