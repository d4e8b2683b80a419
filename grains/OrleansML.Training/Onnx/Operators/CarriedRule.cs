using OrleansML.Training.Onnx.Graph;
using OrleansML.Training.Onnx.Types;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Training.Onnx.Operators;

/// <summary>
/// Which element types that torch lacks an operator takes in which inputs, and which of them its outputs have. Types are known before
/// anything runs, so that an operator never meets a carrier that it does not know to be one.
/// </summary>
internal sealed class CarriedRule
{
    private readonly int[]? _inputs;
    private readonly Func<DataType, bool> _takes;
    private readonly Func<NodeReader, DataType?> _gives;
    private readonly bool _mixes;

    private CarriedRule(int[]? inputs, Func<DataType, bool> takes, Func<NodeReader, DataType?> gives, bool mixes = false) =>
        (_inputs, _takes, _gives, _mixes) = (inputs, takes, gives, mixes);

    /// <summary>The operator neither takes nor gives such types.</summary>
    public static CarriedRule None { get; } = new([], _ => false, _ => null);

    /// <summary>Only the shape of the first input is read.</summary>
    public static CarriedRule Shape { get; } = new([0], CarriedTypes.IsElementwise, _ => null);

    /// <summary>Elements of all inputs are moved, not changed.</summary>
    public static CarriedRule MovesAll { get; } = new(null, CarriedTypes.IsElementwise, node => node.Carried(0));

    /// <summary>Unsigned whole numbers of one type make numbers of that type.</summary>
    public static CarriedRule Unsigned { get; } = new(null, CarriedTypes.IsUnsigned, node => node.Carried(0));

    /// <summary>Unsigned whole numbers of one type make truth values.</summary>
    public static CarriedRule UnsignedComparison { get; } = new(null, CarriedTypes.IsUnsigned, _ => null);

    /// <summary>Inputs of all types are taken; the outputs have the type that is given.</summary>
    public static CarriedRule Any(Func<NodeReader, DataType?> gives) => new(null, _ => true, gives, mixes: true);

    /// <summary>Such types are not taken, but given.</summary>
    public static CarriedRule Gives(Func<NodeReader, DataType?> gives) => new([], _ => false, gives);

    /// <summary>One input may hold unsigned whole numbers; torch has the types of the others and of the outputs.</summary>
    public static CarriedRule UnsignedInput(int input) => new([input], CarriedTypes.IsUnsigned, _ => null);

    /// <summary>Elements of these inputs are moved, not changed; the others are settings.</summary>
    public static CarriedRule Moves(params int[] inputs) => new(inputs, CarriedTypes.IsElementwise, node => node.Carried(inputs[0]));

    /// <summary>The type of a node's outputs where torch lacks it; null where torch has it.</summary>
    /// <exception cref="NotSupportedException">The operator does not take the type of an input.</exception>
    public DataType? Apply(NodeReader node)
    {
        int[] given = [.. Enumerable.Range(0, node.Proto.Input.Count).Where(node.HasInput)];
        foreach (var input in given)
        {
            if (node.Carried(input) is { } type && !(_takes(type) && IsListed(input)))
            {
                throw new NotSupportedException(
                    $"its input '{node.Proto.Input[input]}' is {CarriedTypes.NameOf(type)}, an element type that torch lacks and that the "
                    + "operator does not take here; cast it before");
            }
        }

        if (!_mixes && given.Where(IsListed).Select(node.Carried).Distinct().Count() > 1)
            throw new NotSupportedException("its inputs are of different element types");

        return _gives(node);
    }

    private bool IsListed(int input) => _inputs is null || _inputs.Contains(input);
}
