using Microsoft.ML.OnnxRuntime.Tensors;

namespace OrleansML.Conformance.OnnxRuntime.Models;

/// <summary>Models of one or two operators, one per behaviour.</summary>
internal static class TinyModels
{
    private const TensorElementType Float = TensorElementType.Float;

    /// <summary>y = x, of any length.</summary>
    public static byte[] Identity(TensorElementType elementType) => new OnnxGraph()
        .Input("x", OnnxTypes.Tensor(elementType, "n"))
        .Output("y", OnnxTypes.Tensor(elementType, "n"))
        .Node("Identity", ["x"], ["y"])
        .ToModel();

    /// <summary>y = x, a scalar.</summary>
    public static byte[] ScalarIdentity() => new OnnxGraph()
        .Input("x", OnnxTypes.Tensor(Float))
        .Output("y", OnnxTypes.Tensor(Float))
        .Node("Identity", ["x"], ["y"])
        .ToModel();

    /// <summary>sum = a + b, of shape [rows, columns].</summary>
    public static byte[] Add(long columns = 3) => new OnnxGraph()
        .Input("a", OnnxTypes.Tensor(Float, "rows", columns))
        .Input("b", OnnxTypes.Tensor(Float, "rows", columns))
        .Output("sum", OnnxTypes.Tensor(Float, "rows", columns))
        .Node("Add", ["a", "b"], ["sum"])
        .ToModel();

    /// <summary>One output per input: y_i = x_i.</summary>
    public static byte[] ManyIdentities(int count)
    {
        var graph = new OnnxGraph();
        for (var index = 0; index < count; index++)
        {
            graph.Input($"x{index}", OnnxTypes.Tensor(Float, 1)).Output($"y{index}", OnnxTypes.Tensor(Float, 1))
                .Node("Identity", [$"x{index}"], [$"y{index}"]);
        }

        return graph.ToModel();
    }

    /// <summary>y = x + offset, where the initializer offset = 5 may be overridden by an input.</summary>
    public static byte[] OverridableOffset() => new OnnxGraph()
        .Input("x", OnnxTypes.Tensor(Float, 1))
        .Input("offset", OnnxTypes.Tensor(Float, 1))
        .Output("y", OnnxTypes.Tensor(Float, 1))
        .Initializer("offset", Float, [1], BitConverter.GetBytes(5f))
        .Node("Add", ["x", "offset"], ["y"])
        .ToModel();

    /// <summary>chosen = condition ? a : b, with the operator If and two subgraphs.</summary>
    public static byte[] Choice()
    {
        var a = new OnnxGraph("then").Output("from_a", OnnxTypes.Tensor(Float, "n")).Node("Identity", ["a"], ["from_a"]);
        var b = new OnnxGraph("else").Output("from_b", OnnxTypes.Tensor(Float, "n")).Node("Identity", ["b"], ["from_b"]);
        return new OnnxGraph()
            .Input("condition", OnnxTypes.Tensor(TensorElementType.Bool))
            .Input("a", OnnxTypes.Tensor(Float, "n"))
            .Input("b", OnnxTypes.Tensor(Float, "n"))
            .Output("chosen", OnnxTypes.Tensor(Float, "n"))
            .Node("If", ["condition"], ["chosen"], OnnxAttributes.Graph("then_branch", a), OnnxAttributes.Graph("else_branch", b))
            .ToModel();
    }

    /// <summary>Adds 1 to x as often as the input "times" says.</summary>
    public static byte[] Loop()
    {
        var body = new OnnxGraph("body")
            .Input("iteration", OnnxTypes.Tensor(TensorElementType.Int64))
            .Input("running", OnnxTypes.Tensor(TensorElementType.Bool))
            .Input("value", OnnxTypes.Tensor(TensorElementType.Int64))
            .Output("still_running", OnnxTypes.Tensor(TensorElementType.Bool))
            .Output("next_value", OnnxTypes.Tensor(TensorElementType.Int64))
            .Initializer("one", 1)
            .Node("Identity", ["running"], ["still_running"])
            .Node("Add", ["value", "one"], ["next_value"]);
        return new OnnxGraph()
            .Input("times", OnnxTypes.Tensor(TensorElementType.Int64))
            .Input("x", OnnxTypes.Tensor(TensorElementType.Int64))
            .Output("y", OnnxTypes.Tensor(TensorElementType.Int64))
            .Node("Loop", ["times", string.Empty, "x"], ["y"], OnnxAttributes.Graph("body", body))
            .ToModel();
    }

    /// <summary>pair = [a, b], a sequence of tensors.</summary>
    public static byte[] SequenceOutput() => new OnnxGraph()
        .Input("a", OnnxTypes.Tensor(Float, "n"))
        .Input("b", OnnxTypes.Tensor(Float, "m"))
        .Output("pair", OnnxTypes.Sequence(OnnxTypes.Tensor(Float)))
        .Node("SequenceConstruct", ["a", "b"], ["pair"])
        .ToModel();

    /// <summary>joined = the tensors of the sequence "parts" behind each other.</summary>
    public static byte[] SequenceInput() => new OnnxGraph()
        .Input("parts", OnnxTypes.Sequence(OnnxTypes.Tensor(Float, "n")))
        .Output("joined", OnnxTypes.Tensor(Float, "m"))
        .Node("ConcatFromSequence", ["parts"], ["joined"], OnnxAttributes.Integer("axis", 0))
        .ToModel();

    /// <summary>Scores of shape [rows, 3] as a sequence of maps from class to score, as classifiers of scikit-learn give them.</summary>
    public static byte[] ZipMap(params string[] classes)
    {
        var strings = classes.Length > 0;
        var key = strings ? TensorElementType.String : TensorElementType.Int64;
        return new OnnxGraph()
            .Input("scores", OnnxTypes.Tensor(Float, "rows", 3))
            .Output("maps", OnnxTypes.Sequence(OnnxTypes.Map(key, OnnxTypes.Tensor(Float))))
            .NodeOf("ai.onnx.ml", "ZipMap", ["scores"], ["maps"], strings
                ? OnnxAttributes.Strings("classlabels_strings", classes)
                : OnnxAttributes.Integers("classlabels_int64s", 10, 20, 30))
            .ToModel();
    }

    /// <summary>Makes a vector of the values that a map has for the words "red", "green", "blue"; 0 where it has none.</summary>
    public static byte[] MapInput() => new OnnxGraph()
        .Input("counts", OnnxTypes.Map(TensorElementType.String, OnnxTypes.Tensor(Float)))
        .Output("vector", OnnxTypes.Tensor(Float, 1, 3))
        .NodeOf("ai.onnx.ml", "DictVectorizer", ["counts"], ["vector"], OnnxAttributes.Strings("string_vocabulary", "red", "green", "blue"))
        .ToModel();

    /// <summary>A model with everything set that metadata can say.</summary>
    public static byte[] WithMetadata() => new OnnxGraph("named graph")
        .Description("what the graph does")
        .Input("x", OnnxTypes.Tensor(Float, "batch", 2, "width"))
        .Output("y", OnnxTypes.Tensor(Float, "batch", 2, "width"))
        .Node("Identity", ["x"], ["y"])
        .ToModel(more: model => model.Text(4, "org.example").Integer(5, 42).Text(6, "what the model does")
            .Message(14, new ProtobufWriter().Text(1, "author").Text(2, "Zoë"))
            .Message(14, new ProtobufWriter().Text(1, "empty").Text(2, string.Empty)));
}
