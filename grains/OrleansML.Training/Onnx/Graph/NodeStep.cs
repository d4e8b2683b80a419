using OrleansML.Training.Onnx.Operators;

namespace OrleansML.Training.Onnx.Graph;

/// <summary>A node ready to run: where its inputs and outputs lie, and which values nobody needs after it.</summary>
/// <param name="Node">For messages.</param>
/// <param name="Compute">The computation.</param>
/// <param name="Inputs">Slots of the inputs; -1 for one that is left out.</param>
/// <param name="Outputs">Slots of the outputs; -1 for one that is not wanted.</param>
internal sealed record NodeStep(NodeReader Node, Kernel Compute, int[] Inputs, int[] Outputs)
{
    /// <summary>Slots whose last use this is.</summary>
    public int[] Releases { get; set; } = [];
}
