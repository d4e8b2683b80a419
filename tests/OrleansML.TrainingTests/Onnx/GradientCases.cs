using static OrleansML.TrainingTests.Onnx.GradientInput;

namespace OrleansML.TrainingTests.Onnx;

/// <summary>A case for every operator with a gradient, and for the forms in which its computation differs.</summary>
internal static class GradientCases
{
    private static readonly AttributeProto[] None = [];

    public static IReadOnlyList<GradientCase> All { get; } =
    [
        .. Elementwise(), .. Activations(), .. Reductions(), .. Shapes(), .. Products(), .. Convolutions(), .. Poolings(),
        .. Normalizations(), .. Recurrent(),
    ];

    private static AttributeProto Flag(string name) => OnnxAttribute.Integer(name, 1);

    private static AttributeProto Integers(string name, params long[] values) => OnnxAttribute.Integers(name, values);

    private static IEnumerable<GradientCase> Elementwise() =>
    [
        new("Add", 14, None, Weight(2, 3), Weight(3)),
        new("Add", 6, [Flag("broadcast"), OnnxAttribute.Integer("axis", 0)], Weight(2, 3), Weight(2)) { Form = "along an axis" },
        new("Sub", 14, None, Weight(2, 3), Weight(2, 1)),
        new("Mul", 14, None, Weight(2, 3), Weight(3)),
        new("Div", 14, None, Weight(2, 3), Between(0.5, 2, 3)),
        new("Pow", 15, None, Between(0.5, 2, 2, 3), Weight(3)),
        new("Sum", 13, None, Weight(2, 3), Weight(3), Weight(1)),
        new("Mean", 13, None, Weight(2, 3), Weight(3)),
        new("Max", 13, None, Weight(2, 3), Between(-1, 1, 2, 3)),
        new("Min", 13, None, Weight(2, 3), Between(-1, 1, 2, 3)),
        new("Abs", 13, None, Weight(2, 3)),
        new("Neg", 13, None, Weight(2, 3)),
        new("Reciprocal", 13, None, Between(0.5, 2, 2, 3)),
        new("Sqrt", 13, None, Between(0.5, 2, 2, 3)),
        new("Exp", 13, None, Weight(2, 3)),
        new("Log", 13, None, Between(0.5, 2, 2, 3)),
        new("Erf", 13, None, Weight(2, 3)),
        new("Sin", 22, None, Weight(2, 3)),
        new("Cos", 22, None, Weight(2, 3)),
        new("Where", 16, None, Booleans(true, false, true), Weight(2, 3), Weight(3)),
        new("Clip", 6, [OnnxAttribute.Number("min", -1), OnnxAttribute.Number("max", 1)], Weight(2, 3)),
        new("Clip", 13, None, Weight(2, 3), Of([], -1.01), Of([], 1.01)),
        new("Clip", 13, None, Weight(2, 3), Omitted, Of([], 1.01)) { Form = "above" },
        new("Cast", 13, [OnnxAttribute.ElementType("to", TensorProto.Types.DataType.Double)], Weight(2, 3)),
        new("CastLike", 19, None, Weight(2, 3), Of([], 1)),
        new("Identity", 21, None, Weight(2, 3)),
    ];

    private static IEnumerable<GradientCase> Activations() =>
    [
        new("Relu", 14, None, Weight(2, 3)),
        new("Sigmoid", 13, None, Weight(2, 3)),
        new("Tanh", 13, None, Weight(2, 3)),
        new("Softplus", 22, None, Weight(2, 3)),
        new("Softsign", 22, None, Weight(2, 3)),
        new("Mish", 22, None, Weight(2, 3)),
        new("HardSwish", 22, None, Weight(2, 3)),
        new("HardSigmoid", 22, None, Weight(2, 3)),
        new("LeakyRelu", 16, None, Weight(2, 3)),
        new("Elu", 22, [OnnxAttribute.Number("alpha", 1.5f)], Weight(2, 3)),
        new("Selu", 22, None, Weight(2, 3)),
        new("Gelu", 20, None, Weight(2, 3)),
        new("Gelu", 20, [OnnxAttribute.Text("approximate", "tanh")], Weight(2, 3)) { Form = "tanh" },
        new("PRelu", 16, None, Weight(2, 3), Weight(3)),
        new("PRelu", 6, None, Weight(2, 3, 2), Weight(3)),
        new("Softmax", 13, None, Weight(2, 3, 2)),
        new("Softmax", 11, None, Weight(2, 3, 2)),
        new("LogSoftmax", 13, [OnnxAttribute.Integer("axis", 1)], Weight(2, 3, 2)),
        new("LogSoftmax", 11, None, Weight(2, 3, 2)),
        new("Dropout", 10, [OnnxAttribute.Number("ratio", 0.4f)], Weight(4, 5)) { Training = true },
        new("Dropout", 13, None, Weight(4, 5), Of([], 0.4)) { Training = true },
    ];

    private static IEnumerable<GradientCase> Reductions()
    {
        string[] names =
        [
            "ReduceSum", "ReduceMean", "ReduceL1", "ReduceL2", "ReduceSumSquare", "ReduceLogSumExp", "ReduceProd", "ReduceMax", "ReduceMin",
        ];
        foreach (var name in names)
        {
            yield return new(name, 18, None, Weight(2, 3, 2), GradientInput.Integers(0, -1));
            yield return new(name, 12, [OnnxAttribute.Integer("keepdims", 0)], Weight(2, 3)) { Form = "of all" };
        }

        yield return new("ReduceLogSum", 18, None, Between(0.5, 2, 2, 3), GradientInput.Integers(1));
    }

    private static IEnumerable<GradientCase> Shapes() =>
    [
        new("Flatten", 21, None, Weight(2, 3, 2)),
        new("Reshape", 21, None, Weight(2, 3, 2), GradientInput.Integers(0, -1)),
        new("Transpose", 21, [Integers("perm", 1, 2, 0)], Weight(2, 3, 2)),
        new("Squeeze", 21, None, Weight(2, 1, 3), GradientInput.Integers(1)),
        new("Unsqueeze", 21, None, Weight(2, 3), GradientInput.Integers(0, -1)),
        new("Expand", 13, None, Weight(2, 1), GradientInput.Integers(2, 1, 3)),
        new("Tile", 13, None, Weight(2, 3), GradientInput.Integers(2, 2)),
        new("Concat", 13, [OnnxAttribute.Integer("axis", -1)], Weight(2, 3), Weight(2, 1)),
        new("Split", 18, [OnnxAttribute.Integer("axis", 1), OnnxAttribute.Integer("num_outputs", 2)], Weight(2, 3)) { Outputs = 2 },
        new("Slice", 13, None, Weight(4, 5), GradientInput.Integers(3, 0), GradientInput.Integers(0, 5), GradientInput.Integers(0, 1),
            GradientInput.Integers(-2, 2)),
        new("Slice", 9, [Integers("starts", 1), Integers("ends", -1)], Weight(4, 2)),
        new("Pad", 19, None, Weight(2, 3), GradientInput.Integers(1, 0, 0, 2), Of([], 0.5)),
        new("Pad", 19, [OnnxAttribute.Text("mode", "reflect")], Weight(3, 3), GradientInput.Integers(2, 0, 0, 1)) { Form = "reflect" },
        new("Pad", 19, [OnnxAttribute.Text("mode", "edge")], Weight(2, 3), GradientInput.Integers(1, 0, 0, 2)) { Form = "edge" },
        new("Pad", 19, [OnnxAttribute.Text("mode", "wrap")], Weight(2, 3), GradientInput.Integers(1, 0, 0, 2)) { Form = "wrap" },
        new("Gather", 13, None, Weight(4, 3), GradientInput.Integers([2, 2], [0, -1, 0, 2])),
        new("GatherElements", 13, [OnnxAttribute.Integer("axis", 1)], Weight(2, 3), GradientInput.Integers([2, 2], [0, -1, 1, 1])),
    ];

    private static IEnumerable<GradientCase> Products() =>
    [
        new("MatMul", 13, None, Weight(2, 2, 3), Weight(3, 4)),
        new("Gemm", 13, [OnnxAttribute.Number("alpha", 0.5f), OnnxAttribute.Number("beta", 2), Flag("transB")],
            Weight(2, 3), Weight(4, 3), Weight(4)),
        new("Gemm", 11, [OnnxAttribute.Number("alpha", 0.5f), Flag("transA")], Weight(3, 2), Weight(3, 4)) { Form = "without bias" },
        new("Einsum", 12, [OnnxAttribute.Text("equation", "bij, bjk -> bik")], Weight(2, 2, 3), Weight(2, 3, 2)),
    ];

    private static IEnumerable<GradientCase> Convolutions() =>
    [
        new("Conv", 22, [Integers("pads", 1, 1)], Weight(1, 2, 5), Weight(3, 2, 3), Weight(3)),
        new("Conv", 22, [Integers("strides", 2, 1), Integers("pads", 0, 1, 2, 1), OnnxAttribute.Integer("group", 2)],
            Weight(1, 4, 4, 4), Weight(2, 2, 3, 2), Weight(2)) { Form = "with uneven pads" },
        new("Conv", 22, [Integers("dilations", 2, 1, 1)], Weight(1, 1, 4, 3, 3), Weight(2, 1, 2, 2, 2)) { Form = "in space" },
        new("ConvTranspose", 22, [Integers("strides", 2)], Weight(1, 2, 3), Weight(2, 2, 3), Weight(2)),
        new("ConvTranspose", 22, [Integers("strides", 2, 2), Integers("pads", 1, 0, 0, 1), Integers("output_padding", 1, 0)],
            Weight(1, 2, 3, 3), Weight(2, 1, 3, 3), Weight(1)) { Form = "cut and padded" },
    ];

    private static IEnumerable<GradientCase> Poolings() =>
    [
        new("MaxPool", 22, [Integers("kernel_shape", 2), Integers("strides", 1)], Weight(1, 2, 5)),
        new("MaxPool", 22, [Integers("kernel_shape", 3, 3), Integers("strides", 2, 2), Flag("ceil_mode")], Weight(1, 2, 4, 4))
            { Form = "rounded up" },
        new("AveragePool", 22, [Integers("kernel_shape", 2), Integers("strides", 1)], Weight(1, 2, 5)),
        new("AveragePool", 22,
            [Integers("kernel_shape", 3, 3), Integers("strides", 2, 2), Integers("pads", 1, 0, 1, 1), Flag("ceil_mode")],
            Weight(1, 2, 4, 4)) { Form = "rounded up" },
        new("GlobalAveragePool", 22, None, Weight(2, 2, 3, 2)),
        new("GlobalMaxPool", 22, None, Weight(2, 2, 3, 2)),
    ];

    private static IEnumerable<GradientCase> Normalizations()
    {
        var (mean, variance) = (Of([3], 0.1, -0.2, 0.3), Of([3], 0.5, 1.5, 2));
        yield return new("BatchNormalization", 15, None, Weight(4, 3), Weight(3), Weight(3), mean, variance);
        yield return new("BatchNormalization", 9, None, Weight(4, 3, 2), Weight(3), Weight(3), mean, variance)
            { Form = "training", Training = true };
        yield return new("LayerNormalization", 17, None, Weight(2, 3, 4), Weight(4), Weight(4));
        yield return new("LayerNormalization", 17, [OnnxAttribute.Integer("axis", 1)], Weight(2, 3, 2), Weight(3, 2))
            { Form = "with statistics", Outputs = 3 };
        yield return new("InstanceNormalization", 22, None, Weight(2, 3, 4), Weight(3), Weight(3));
        yield return new("GroupNormalization", 21, [OnnxAttribute.Integer("num_groups", 2)], Weight(2, 4, 3), Weight(4), Weight(4));
        yield return new("GroupNormalization", 18, [OnnxAttribute.Integer("num_groups", 2)], Weight(2, 4, 3), Weight(2), Weight(2))
            { Form = "per group" };
    }

    private static IEnumerable<GradientCase> Recurrent()
    {
        var both = OnnxAttribute.Text("direction", "bidirectional");
        var size = OnnxAttribute.Integer("hidden_size", 2);
        var lengths = Int32s(3, 2);
        yield return new("RNN", 14, [size], Weight(3, 2, 3), Weight(1, 2, 3), Weight(1, 2, 2)) { Outputs = 2 };
        yield return new("RNN", 22,
            [size, both, OnnxAttribute.Texts("activations", "Affine", "Softsign"), OnnxAttribute.Numbers("activation_alpha", 0.5f)],
            Weight(3, 2, 3), Weight(2, 2, 3), Weight(2, 2, 2), Weight(2, 4), lengths, Weight(2, 2, 2)) { Form = "both ways", Outputs = 2 };
        yield return new("GRU", 14, [size, Flag("layout")],
            Weight(2, 3, 3), Weight(1, 6, 3), Weight(1, 6, 2), Weight(1, 12), lengths, Weight(2, 1, 2))
            { Form = "batch first", Outputs = 2 };
        yield return new("GRU", 22, [size, both, Flag("linear_before_reset")],
            Weight(3, 2, 3), Weight(2, 6, 3), Weight(2, 6, 2), Weight(2, 12), lengths)
            { Form = "both ways", Outputs = 2 };
        yield return new("LSTM", 14, [size, OnnxAttribute.Number("clip", 1.5f)], Weight(3, 2, 3), Weight(1, 8, 3), Weight(1, 8, 2))
            { Outputs = 3 };
        yield return new("LSTM", 22, [size, both, Flag("input_forget")],
            Weight(3, 2, 3), Weight(2, 8, 3), Weight(2, 8, 2), Weight(2, 16), lengths, Weight(2, 2, 2), Weight(2, 2, 2), Weight(2, 6))
            { Form = "both ways with peepholes", Outputs = 3 };
    }
}
