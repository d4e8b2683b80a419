using OrleansML.Training.Onnx.Graph;

namespace OrleansML.Training.Onnx.Operators;

/// <summary>Through which inputs and outputs of an operator gradients flow.</summary>
internal sealed class GradientRule
{
    private readonly int[]? _inputs;
    private readonly int _outputs;
    private readonly Func<NodeReader, bool>? _condition;

    private GradientRule(int[]? inputs, int outputs, Func<NodeReader, bool>? condition) =>
        (_inputs, _outputs, _condition) = (inputs, outputs, condition);

    /// <summary>Every input has a gradient.</summary>
    public static GradientRule All { get; } = new(null, int.MaxValue, null);

    /// <summary>The operator has no gradient: comparisons, choices, shapes.</summary>
    public static GradientRule None { get; } = new([], 0, _ => false);

    /// <summary>All floating-point inputs are settings, so that no gradient is missed: what a one-hot code consists of.</summary>
    public static GradientRule Settings { get; } = new([], int.MaxValue, null);

    /// <summary>Only these inputs have a gradient; the others are settings.</summary>
    public static GradientRule Inputs(params int[] inputs) => new(inputs, int.MaxValue, null);

    /// <summary>The same, where only the first outputs depend on the inputs smoothly.</summary>
    public GradientRule FirstOutputs(int count) => new(_inputs, count, _condition);

    /// <summary>The same, where only nodes that meet a condition have a gradient.</summary>
    public GradientRule When(Func<NodeReader, bool> condition) => new(_inputs, _outputs, condition);

    /// <summary>Whether the node has a gradient at all.</summary>
    public bool Exists(NodeReader node) => _condition is null || _condition(node);

    /// <summary>Whether the input gets a gradient where there is one.</summary>
    public bool IsDifferentiable(int input) => _inputs is null || _inputs.Contains(input);

    /// <summary>Whether the output passes gradients back.</summary>
    public bool PassesBack(int output) => output < _outputs;
}
