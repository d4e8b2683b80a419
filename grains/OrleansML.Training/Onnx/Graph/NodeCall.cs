using OrleansML.Training.Onnx.Types;

namespace OrleansML.Training.Onnx.Graph;

/// <summary>What a node sees while it runs: its inputs and the mode of the run.</summary>
internal readonly struct NodeCall(Tensor?[] values, NodeStep step, bool training, Generator? generator)
{
    /// <summary>Number of inputs that the node lists, omitted ones in between included.</summary>
    public int Count => step.Inputs.Length;

    /// <summary>Whether the caller trains.</summary>
    public bool Training => training;

    /// <summary>The only source of randomness.</summary>
    /// <exception cref="InvalidOperationException">The caller gave none.</exception>
    public Generator Generator => generator
        ?? throw new InvalidOperationException("Training this graph needs random numbers; give Run a generator.");

    /// <summary>An input that the operator demands.</summary>
    /// <exception cref="InvalidOperationException">The node leaves it out.</exception>
    public Tensor this[int input] => Optional(input) ?? throw new InvalidOperationException($"Input {input} is missing.");

    /// <summary>An input that may be left out.</summary>
    public Tensor? Optional(int input) =>
        input < step.Inputs.Length && step.Inputs[input] is >= 0 and var slot ? values[slot] : null;

    /// <summary>An input of whole numbers, such as a shape or axes; null where it is left out.</summary>
    public long[]? Integers(int input) => Optional(input) is { } tensor ? TorchTensors.ToInt64Array(tensor) : null;

    /// <summary>All inputs that are not left out.</summary>
    public Tensor[] All()
    {
        var slots = values;
        return [.. step.Inputs.Where(slot => slot >= 0).Select(slot => slots[slot]!)];
    }
}
