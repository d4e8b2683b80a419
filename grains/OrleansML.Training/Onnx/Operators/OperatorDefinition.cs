using OrleansML.Training.Onnx.Graph;

namespace OrleansML.Training.Onnx.Operators;

/// <summary>An ONNX operator from one version on until the next definition of the same name.</summary>
/// <param name="Name">The operator's name in the standard domain.</param>
/// <param name="Since">The first opset that this definition holds for.</param>
/// <param name="Compile">
/// Reads the attributes of a node once and gives its computation; throws <see cref="NotSupportedException"/> for a form that is not
/// supported.
/// </param>
/// <param name="Gradient">Which inputs get gradients; the ones that only set something (bounds, axes, ratios) do not.</param>
/// <param name="Carried">Which element types that torch lacks it takes, and which of them its outputs have.</param>
internal sealed record OperatorDefinition(
    string Name, long Since, Func<NodeReader, Kernel> Compile, GradientRule Gradient, CarriedRule Carried);
