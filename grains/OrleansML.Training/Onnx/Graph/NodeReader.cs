using OrleansML.Learning.Onnx.Repair;
using OrleansML.Training.Onnx.Types;
using static OrleansML.Learning.Onnx.AttributeProto.Types;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Training.Onnx.Graph;

/// <summary>A node as operators read it: attributes with their defaults, and which inputs and outputs it has.</summary>
/// <param name="node">The node.</param>
/// <param name="opset">The version of its operator's domain.</param>
/// <param name="carried">The element types of values before it that torch lacks; none where null.</param>
internal sealed class NodeReader(NodeProto node, long opset, IReadOnlyDictionary<string, DataType>? carried = null)
{
    public NodeProto Proto => node;

    public long Opset => opset;

    public string Name => DefaultOperators.NameOf(node);

    public string Operator => node.Domain is "" or OnnxGraphBuilder.DefaultDomain ? node.OpType : $"{node.Domain}.{node.OpType}";

    /// <summary>Inputs that training changes in place: running statistics that are initializers.</summary>
    public HashSet<int> Buffers { get; } = [];

    /// <summary>Whether running statistics stay as they are in training too.</summary>
    public bool StatisticsAreFrozen { get; set; }

    public bool HasInput(int index) => index < node.Input.Count && node.Input[index].Length > 0;

    public bool HasOutput(int index) => index < node.Output.Count && node.Output[index].Length > 0;

    /// <summary>The element type of an input where torch lacks it; null where torch has it, or the input is left out.</summary>
    public DataType? Carried(int input) =>
        HasInput(input) && carried is not null && carried.TryGetValue(node.Input[input], out var type) ? type : null;

    public long Integer(string name, long otherwise) => Find(name, AttributeType.Int)?.I ?? otherwise;

    public long RequiredInteger(string name) => Find(name, AttributeType.Int)?.I ?? throw Missing(name);

    public bool Flag(string name, bool otherwise = false) => Integer(name, otherwise ? 1 : 0) != 0;

    public float Number(string name, float otherwise) => Find(name, AttributeType.Float)?.F ?? otherwise;

    public string Text(string name, string otherwise) => Find(name, AttributeType.String)?.S.ToStringUtf8() ?? otherwise;

    public long[]? Integers(string name) => Find(name, AttributeType.Ints) is { } attribute ? [.. attribute.Ints] : null;

    public float[]? Numbers(string name) => Find(name, AttributeType.Floats) is { } attribute ? [.. attribute.Floats] : null;

    public string[]? Texts(string name) =>
        Find(name, AttributeType.Strings) is { } attribute ? [.. attribute.Strings.Select(text => text.ToStringUtf8())] : null;

    public TensorProto? Tensor(string name) => Find(name, AttributeType.Tensor)?.T;

    /// <summary>The element type that an attribute names.</summary>
    /// <exception cref="NotSupportedException">It is missing, or torch neither has nor carries it.</exception>
    public DataType ElementType(string name)
    {
        var type = RequiredInteger(name);
        return TorchTypes.StoredAs(type) is not null ? (DataType)type : throw new NotSupportedException(TorchTypes.Missing(type));
    }

    public OnnxTrainingProblem Problem(string reason) => new(Name, Operator, opset, reason);

    private NotSupportedException Missing(string name) => new($"the attribute '{name}' is missing");

    private AttributeProto? Find(string name, AttributeType type)
    {
        var attribute = node.Attribute.FirstOrDefault(candidate => candidate.Name == name);

        // Files of the first format versions left the type of attributes out.
        return attribute is null || attribute.Type == type || attribute.Type == AttributeType.Undefined
            ? attribute
            : throw new NotSupportedException($"the attribute '{name}' is of type {attribute.Type}, not {type}");
    }
}
