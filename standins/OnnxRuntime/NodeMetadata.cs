using Microsoft.ML.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>The type of one input, output or overridable initializer of a model.</summary>
public class NodeMetadata
{
    private readonly TensorDescription? _tensor;
    private readonly object? _nested;

    internal NodeMetadata(TensorDescription tensor, bool sparse)
    {
        _tensor = tensor;
        OnnxValueType = sparse ? OnnxValueType.ONNX_TYPE_SPARSETENSOR : OnnxValueType.ONNX_TYPE_TENSOR;
    }

    internal NodeMetadata(SequenceMetadata sequence)
    {
        _nested = sequence;
        OnnxValueType = OnnxValueType.ONNX_TYPE_SEQUENCE;
    }

    internal NodeMetadata(MapMetadata map)
    {
        _nested = map;
        OnnxValueType = OnnxValueType.ONNX_TYPE_MAP;
    }

    internal NodeMetadata(OptionalMetadata optional)
    {
        _nested = optional;
        OnnxValueType = OnnxValueType.ONNX_TYPE_OPTIONAL;
    }

    /// <summary>The kind of value.</summary>
    public OnnxValueType OnnxValueType { get; }

    /// <summary>The dimensions of a tensor; -1 where the model leaves one open.</summary>
    /// <exception cref="OnnxRuntimeException">Not a tensor.</exception>
    public int[] Dimensions => Tensor.Dimensions;

    /// <summary>The names that the model gives to dimensions, one per dimension; empty where it gives none.</summary>
    /// <exception cref="OnnxRuntimeException">Not a tensor.</exception>
    public string[] SymbolicDimensions => Tensor.SymbolicDimensions;

    /// <summary>The .NET type of a tensor's elements.</summary>
    /// <exception cref="OnnxRuntimeException">Not a tensor.</exception>
    public Type ElementType => ElementTypes.TypeOf(Tensor.ElementType)!;

    /// <summary>The type of a tensor's elements.</summary>
    /// <exception cref="OnnxRuntimeException">Not a tensor.</exception>
    public TensorElementType ElementDataType => Tensor.ElementType;

    /// <summary>Whether the elements of a tensor are strings.</summary>
    /// <exception cref="OnnxRuntimeException">Not a tensor.</exception>
    public bool IsString => Tensor.ElementType == TensorElementType.String;

    /// <summary>Whether the value is a dense tensor.</summary>
    public bool IsTensor => OnnxValueType == OnnxValueType.ONNX_TYPE_TENSOR;

    private TensorDescription Tensor => _tensor
        ?? throw new OnnxRuntimeException(ErrorCode.Fail, "OnnxValueType must either be a tensor or sparse tensor");

    /// <summary>The types of a map.</summary>
    /// <exception cref="OnnxRuntimeException">Not a map.</exception>
    public MapMetadata AsMapMetadata() => _nested as MapMetadata ?? throw WrongType("Map");

    /// <summary>The element type of a sequence.</summary>
    /// <exception cref="OnnxRuntimeException">Not a sequence.</exception>
    public SequenceMetadata AsSequenceMetadata() => _nested as SequenceMetadata ?? throw WrongType("Sequence");

    /// <summary>The type of an optional value.</summary>
    /// <exception cref="OnnxRuntimeException">Not optional.</exception>
    public OptionalMetadata AsOptionalMetadata() => _nested as OptionalMetadata ?? throw WrongType("Optional");

    private static OnnxRuntimeException WrongType(string wanted) =>
        new(ErrorCode.Fail, $"Instance does not contain {wanted} metadata");
}
