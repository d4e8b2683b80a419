using OrleansML.Training.Onnx.Graph;

namespace OrleansML.Training.Onnx.Operators;

/// <summary>
/// Computes the outputs of one node. Runs inside a dispose scope of its own: what it does not return is freed. Outputs beyond those that
/// the node names may be left out.
/// </summary>
internal delegate Tensor[] Kernel(NodeCall call);
