using Google.Protobuf;
using OrleansML.Training.Onnx;
using OrleansML.Training.Onnx.Types;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.TrainingTests.Onnx;

/// <summary>Element types that torch lacks: what is computed with them is what their type says, and nothing else is.</summary>
public class CarriedTypeTests
{
    [Fact]
    public void Run_Uint16_WrapsAround()
    {
        TensorProto[] inputs =
        [
            OnnxTensor.Create<ushort>("a", [65535, 3, 65535, 40000], 4), OnnxTensor.Create<ushort>("b", [2, 5, 65535, 7], 4),
        ];

        Assert.Equal([1, 8, 65534, 40007], OnnxTensor.ToArray<ushort>(Run("Add", DataType.Uint16, inputs)));
        Assert.Equal([65533, 65534, 0, 39993], OnnxTensor.ToArray<ushort>(Run("Sub", DataType.Uint16, inputs)));
        Assert.Equal([65534, 15, 1, 17856], OnnxTensor.ToArray<ushort>(Run("Mul", DataType.Uint16, inputs)));
        Assert.Equal([32767, 0, 1, 5714], OnnxTensor.ToArray<ushort>(Run("Div", DataType.Uint16, inputs)));
        Assert.Equal([65535, 5, 65535, 40000], OnnxTensor.ToArray<ushort>(Run("Max", DataType.Uint16, inputs)));
    }

    [Fact]
    public void Run_Uint32_WrapsAround()
    {
        TensorProto[] inputs =
        [
            OnnxTensor.Create<uint>("a", [uint.MaxValue, 1, 4000000000], 3), OnnxTensor.Create<uint>("b", [uint.MaxValue, 2, 7], 3),
        ];

        Assert.Equal([4294967294, 3, 4000000007], OnnxTensor.ToArray<uint>(Run("Add", DataType.Uint32, inputs)));
        Assert.Equal([0, 4294967295, 3999999993], OnnxTensor.ToArray<uint>(Run("Sub", DataType.Uint32, inputs)));
        Assert.Equal([1, 2, 2230196224], OnnxTensor.ToArray<uint>(Run("Mul", DataType.Uint32, inputs)));
        Assert.Equal([1, 0, 571428571], OnnxTensor.ToArray<uint>(Run("Div", DataType.Uint32, inputs)));
    }

    [Fact]
    public void Run_Uint64_ComputesWithAll64Bits()
    {
        TensorProto[] inputs =
        [
            OnnxTensor.Create<ulong>("a", [ulong.MaxValue, 1, 1UL << 63, ulong.MaxValue], 4),
            OnnxTensor.Create<ulong>("b", [2, 2, 3, 1UL << 63], 4),
        ];

        Assert.Equal([1, 3, (1UL << 63) + 3, (1UL << 63) - 1], OnnxTensor.ToArray<ulong>(Run("Add", DataType.Uint64, inputs)));
        Assert.Equal(
            [ulong.MaxValue - 2, ulong.MaxValue, (1UL << 63) - 3, (1UL << 63) - 1],
            OnnxTensor.ToArray<ulong>(Run("Sub", DataType.Uint64, inputs)));
        Assert.Equal([ulong.MaxValue - 1, 2, 1UL << 63, 1UL << 63], OnnxTensor.ToArray<ulong>(Run("Mul", DataType.Uint64, inputs)));
        Assert.Equal(
            [9223372036854775807, 0, 3074457345618258602, 1], OnnxTensor.ToArray<ulong>(Run("Div", DataType.Uint64, inputs)));
        Assert.Equal([ulong.MaxValue, 2, 1UL << 63, ulong.MaxValue], OnnxTensor.ToArray<ulong>(Run("Max", DataType.Uint64, inputs)));
        Assert.Equal([2, 1, 3, 1UL << 63], OnnxTensor.ToArray<ulong>(Run("Min", DataType.Uint64, inputs)));
        Assert.Equal([true, false, true, true], OnnxTensor.ToArray<bool>(Run("Greater", DataType.Bool, inputs)));
        Assert.Equal([false, true, false, false], OnnxTensor.ToArray<bool>(Run("LessOrEqual", DataType.Bool, inputs)));
        Assert.Equal([false, false, false, false], OnnxTensor.ToArray<bool>(Run("Equal", DataType.Bool, inputs)));
    }

    [Fact]
    public void Run_Uint64DividedByZero_NamesTheNode()
    {
        TensorProto[] inputs = [OnnxTensor.Create<ulong>("a", [1], 1), OnnxTensor.Create<ulong>("b", [0], 1)];

        var error = Assert.Throws<InvalidOperationException>(() => Run("Div", DataType.Uint64, inputs));

        Assert.StartsWith("node 'Div_0' (Div, opset 25): failed on UINT64 [1], UINT64 [1]: ", error.Message);
    }

    [Fact]
    public void Run_PowerWithUnsignedExponent_IsTheBasesType()
    {
        TensorProto[] floats = [OnnxTensor.Create<float>("a", [2, 1, 1.5f], 3), OnnxTensor.Create<ulong>("b", [10, ulong.MaxValue, 2], 3)];
        TensorProto[] wholes = [OnnxTensor.Create<int>("a", [2, 3], 2), OnnxTensor.Create<ulong>("b", [10, ulong.MaxValue], 2)];

        Assert.Equal([1024, 1, 2.25f], OnnxTensor.ToArray<float>(Run("Pow", DataType.Float, floats)));
        var error = Assert.Throws<InvalidOperationException>(() => Run("Pow", DataType.Int32, wholes));
        Assert.Contains("An exponent is 2^63 or more", error.Message);
    }

    // By hand: from 2^63 on, floats lie 2^40 apart; 2^39 above is a tie, one more is not.
    [Fact]
    public void Cast_Uint64ToFloat_RoundsOnce() => Assert.Equal(
        [18446744073709551616f, 9223372036854775808f, 9223373136366403584f],
        OnnxTensor.ToArray<float>(Cast(
            OnnxTensor.Create<ulong>("x", [ulong.MaxValue, (1UL << 63) + (1UL << 39), (1UL << 63) + (1UL << 39) + 1], 3), DataType.Float)));

    [Fact]
    public void Cast_FloatToUint64_CutsOff() => Assert.Equal(
        [3, 9223372036854775808, 18446742974197923840],
        OnnxTensor.ToArray<ulong>(
            Cast(OnnxTensor.Create<float>("x", [3.9f, 9223372036854775808f, 18446742974197923840f], 3), DataType.Uint64)));

    [Fact]
    public void Cast_WholeNumbers_KeepTheLowBits()
    {
        var x = OnnxTensor.Create<long>("x", [-1, 65536, 4294967297], 3);

        Assert.Equal([65535, 0, 1], OnnxTensor.ToArray<ushort>(Cast(x, DataType.Uint16)));
        Assert.Equal([4294967295, 65536, 1], OnnxTensor.ToArray<uint>(Cast(x, DataType.Uint32)));
        Assert.Equal([ulong.MaxValue, 65536, 4294967297], OnnxTensor.ToArray<ulong>(Cast(x, DataType.Uint64)));
        var narrow = Cast(OnnxTensor.Create<uint>("x", [4294967295, 65536, 65537], 3), DataType.Int16);
        Assert.Equal([-1, 0, 1], OnnxTensor.ToArray<short>(narrow));
        Assert.Equal([true, false], OnnxTensor.ToArray<bool>(Cast(OnnxTensor.Create<ulong>("x", [1UL << 63, 0], 2), DataType.Bool)));
    }

    // Halves go to the even number, then the low bits stay: 8.5 is 8, which four signed bits read as -8. Packed from the lowest bits on.
    [Theory]
    [InlineData(DataType.Int4, new float[] { 7, 8.5f, -9, -1, 2.5f }, new byte[] { 0x87, 0xF7, 0x02 })]
    [InlineData(DataType.Uint4, new float[] { 7, 17, -9, -1, 15 }, new byte[] { 0x17, 0xF7, 0x0F })]
    [InlineData(DataType.Int2, new float[] { 1, 1.5f, -1, 0.5f, 5 }, new byte[] { 0b00_11_10_01, 0b01 })]
    [InlineData(DataType.Uint2, new float[] { 3, 4, -1, 2.5f, 1 }, new byte[] { 0b10_11_00_11, 0b01 })]
    public void Cast_FloatToFewBits_RoundsKeepsTheLowBitsAndPacks(DataType type, float[] numbers, byte[] expected) =>
        Assert.Equal(expected, Cast(OnnxTensor.Create<float>("x", numbers, numbers.Length), type).RawData.ToByteArray());

    [Fact]
    public void Cast_NumbersToTexts_WritesThemPlainly()
    {
        // Python 3: repr(1 / 3), and the shortest digits of the floats, written without exponent.
        Assert.Equal(
            ["0.3333333333333333", "123456.789", "-0.0", "1.0"],
            Texts(OnnxTensor.Create<double>("x", [1 / 3.0, 123456.789, -0.0, 1], 4)));
        Assert.Equal(
            ["0.1", "0.00001", "340282350000000000000000000000000000000.0", "-16777216.0", "nan", "inf", "-inf"],
            Texts(OnnxTensor.Create<float>(
                "x", [0.1f, 1e-5f, float.MaxValue, -16777216, float.NaN, float.PositiveInfinity, float.NegativeInfinity], 7)));
        Assert.Equal(["0.1", "65500.0"], Texts(OnnxTensor.Create<Half>("x", [(Half)0.1, Half.MaxValue], 2)));
        Assert.Equal(["-5", "9223372036854775807"], Texts(OnnxTensor.Create<long>("x", [-5, long.MaxValue], 2)));
        Assert.Equal(["18446744073709551615"], Texts(OnnxTensor.Create<ulong>("x", [ulong.MaxValue], 1)));
        Assert.Equal(["True", "False"], Texts(OnnxTensor.Create<bool>("x", [true, false], 2)));
    }

    [Fact]
    public void Cast_TextsToNumbers_ReadsPlainAndScientificNumbers()
    {
        var x = OnnxTensor.CreateStrings("x", ["3.14", "1e-5", "-INF", "+inf", "nan", "1E8"], 6);

        var wholes = OnnxTensor.CreateStrings("x", ["100.5", "-7", "1.2e1"], 3);
        var largest = OnnxTensor.CreateStrings("x", ["18446744073709551615"], 1);

        Assert.Equal(
            [3.14f, 0.00001f, float.NegativeInfinity, float.PositiveInfinity, float.NaN, 100000000],
            OnnxTensor.ToArray<float>(Cast(x, DataType.Float)));
        Assert.Equal([100, -7, 12], OnnxTensor.ToArray<int>(Cast(wholes, DataType.Int32)));
        Assert.Equal([ulong.MaxValue], OnnxTensor.ToArray<ulong>(Cast(largest, DataType.Uint64)));
        Assert.Equal([0x38], Cast(OnnxTensor.CreateStrings("x", ["1.01"], 1), DataType.Float8E4M3Fn).RawData.ToByteArray());
    }

    [Fact]
    public void Run_ConstantOfTexts_IsAText()
    {
        var model = new OnnxGraphBuilder("constant", 25)
            .Node("Constant", [], ["many"], OnnxAttribute.Texts("value_strings", "1.5", "-2"))
            .Node("Constant", [], ["one"], OnnxAttribute.Text("value_string", "7"))
            .Node("Cast", ["many"], ["numbers"], OnnxAttribute.ElementType("to", DataType.Float))
            .Node("Cast", ["one"], ["number"], OnnxAttribute.ElementType("to", DataType.Int64))
            .Output("numbers", DataType.Float, 2).Output("number", DataType.Int64).Output("many", DataType.String, 2).Build();
        using var scope = torch.NewDisposeScope();
        using var graph = TorchGraph.Load(model, TorchGraphOptions.Inference);

        var outputs = graph.Run(new Dictionary<string, Tensor>());

        Assert.Equal([1.5f, -2], outputs["numbers"].data<float>().ToArray());
        Assert.Equal(7, outputs["number"].item<long>());
        Assert.Equal(["1.5", "-2"], OnnxTensor.ToStringArray(TorchTensors.ToProto("many", outputs["many"], DataType.String)));
        Assert.Equal(0, graph.StepCount);
    }

    [Theory]
    [InlineData("Hello World!", DataType.Float, "The text 'Hello World!' is no number")]
    [InlineData("", DataType.Double, "The text '' is no number")]
    [InlineData("1e30", DataType.Int64, "The text '1e30' is no whole number of 64 bits.")]
    public void Cast_TextThatIsNoNumber_SaysWhich(string text, DataType type, string expected)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Cast(OnnxTensor.CreateStrings("x", [text], 1), type));

        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void CastLike_CarriedTypes_AreThoseOfTheSecondInput()
    {
        var numbers = OnnxTensor.Create<float>("a", [1.5f, 300], 2);

        Assert.Equal(
            [1, 300], OnnxTensor.ToArray<ushort>(Run("CastLike", DataType.Uint16, [numbers, OnnxTensor.Create<ushort>("b", [0], 1)])));
        Assert.Equal(
            [7, 300], OnnxTensor.ToArray<float>(
                Run("CastLike", DataType.Float, [OnnxTensor.CreateStrings("a", ["7", "3e2"], 2), OnnxTensor.Create<float>("b", [0f], 1)])));
    }

    // The same bytes before and after: nothing that moves elements looks into them.
    [Theory]
    [InlineData(DataType.Uint16, new byte[] { 0xFF, 0xFF, 0, 0x80, 1, 2, 3, 4 })]
    [InlineData(DataType.Uint32, new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3, 4, 0, 0, 0, 0x80, 5, 6, 7, 8 })]
    [InlineData(DataType.Float8E5M2, new byte[] { 0x7D, 0x7E, 0x7F, 0xFC })]
    [InlineData(DataType.Float8E8M0, new byte[] { 0, 0xFF, 1, 2 })]
    [InlineData(DataType.Float4E2M1, new byte[] { 0x8F, 0x71 })]
    [InlineData(DataType.Int4, new byte[] { 0x8F, 0x71 })]
    [InlineData(DataType.Uint2, new byte[] { 0b11_10_01_00 })]
    [InlineData(DataType.Int2, new byte[] { 0b11_10_01_00 })]
    public void Run_FrozenInitializer_IsMovedAndWrittenBackUntouched(DataType type, byte[] bytes)
    {
        using var scope = torch.NewDisposeScope();
        var table = new TensorProto { Name = "table", DataType = (int)type, Dims = { 2, 2 }, RawData = ByteString.CopyFrom(bytes) };
        var model = new OnnxGraphBuilder("frozen", 25).Input("x", DataType.Float, 2).Initializer(table)
            .Initializer<float>("w", [1, 2], 2).Initializer<long>("shape", [4], 1)
            .Node("Mul", ["x", "w"], ["y"]).Node("Transpose", ["table"], ["turned"]).Node("Transpose", ["turned"], ["back"])
            .Node("Reshape", ["back", "shape"], ["flat"])
            .Output("y", DataType.Float, 2).Output("flat", type, 4).Build();
        using var graph = TorchGraph.Load(model);

        var flat = graph.Run(new Dictionary<string, Tensor> { ["x"] = torch.ones(2) })["flat"];

        Assert.Equal(["w"], graph.Parameters.Select(entry => entry.Name));
        Assert.Equal(bytes, TorchTensors.ToProto("flat", flat, type).RawData.ToByteArray());
        Assert.Equal(table, graph.WriteBack().Graph.Initializer.Single(tensor => tensor.Name == "table"));
    }

    [Fact]
    public void Run_Texts_KeepBytesOfEveryLength()
    {
        var texts = OnnxTensor.CreateStrings("x", ["", "a\0b", "Grüße"], 3);
        texts.StringData.Add(ByteString.CopyFrom(0xFF, 0xFE));
        texts.Dims[0] = 4;

        Assert.Equal(texts.StringData, Run("Identity", DataType.String, [texts]).StringData);
    }

    [Fact]
    public void Run_CarrierOutsideItsType_IsRefused()
    {
        using var scope = torch.NewDisposeScope();
        var model = Binary("Add", DataType.Uint16, DataType.Uint16, DataType.Uint16);
        using var graph = TorchGraph.Load(model, TorchGraphOptions.Inference);

        var error = Assert.Throws<ArgumentException>(() => graph.Run(new Dictionary<string, Tensor>
        {
            ["a"] = torch.tensor(new[] { 1, 65536 }), ["b"] = torch.tensor(new[] { 1f }),
        }));

        Assert.StartsWith(
            "The inputs do not fit the graph: 'a' holds 65536, but what carries UINT16 is 0 to 65535; "
            + "'b' is FLOAT [1], not INT32, which carries UINT16.",
            error.Message);
    }

    [Theory]
    [InlineData("MatMul", DataType.Uint16, DataType.Uint16)]
    [InlineData("Mean", DataType.Uint64, DataType.Uint64)]
    [InlineData("Add", DataType.Float8E5M2, DataType.Float8E5M2)]
    [InlineData("Equal", DataType.String, DataType.String)]
    [InlineData("Pow", DataType.Uint32, DataType.Uint32)]
    [InlineData("Concat", DataType.String, DataType.String)]
    public void CheckInference_OperatorThatDoesNotTakeTheType_SaysSo(string operation, DataType first, DataType second)
    {
        var problem = OnnxTraining.CheckInference(Binary(operation, first, second, DataType.Float))[0].ToString();

        Assert.Equal(
            $"node '{operation}_0' ({operation}, opset 25): its input 'a' is {first.ToString().ToUpperInvariant()}, "
            + "an element type that torch lacks and that the operator does not take here; cast it before",
            problem);
    }

    [Fact]
    public void CheckInference_MixedTypes_SaysSo() => Assert.Equal(
        "node 'Add_0' (Add, opset 25): its inputs are of different element types",
        OnnxTraining.CheckInference(Binary("Add", DataType.Uint16, DataType.Int32, DataType.Int32)).Single().ToString());

    [Fact]
    public void CheckInference_OutputDeclaredAsAnotherType_SaysSo() => Assert.Equal(
        "output 'y' is declared as INT32, but made of another type",
        OnnxTraining.CheckInference(Binary("Add", DataType.Uint16, DataType.Uint16, DataType.Int32)).Single().ToString());

    [Fact]
    public void CheckInference_TextsToTruth_SaysSo() => Assert.Contains(
        "texts cannot be cast to BOOL",
        OnnxTraining.CheckInference(CastModel(DataType.String, DataType.Bool)).Single().ToString());

    [Fact]
    public void Check_WeightBehindSmallFloats_IsNamedAsWithoutGradient()
    {
        var model = new OnnxGraphBuilder("quantized", 25).Input("x", DataType.Float, 2).Initializer<float>("w", [1, 2], 2)
            .Node("Mul", ["x", "w"], ["product"])
            .Node("Cast", ["product"], ["small"], OnnxAttribute.ElementType("to", DataType.Float8E4M3Fn))
            .Node("Cast", ["small"], ["y"], OnnxAttribute.ElementType("to", DataType.Float))
            .Output("y", DataType.Float, 2).Build();

        Assert.Equal(
            "node 'Cast_1' (Cast, opset 25): has no gradient, but is the only way from 'w' to an output; freeze what cannot be trained",
            OnnxTraining.Check(model).Single().ToString());
    }

    [Fact]
    public void RunSequences_IdentityOfASequence_GivesItsTensorsWithHandlesOfTheirOwn()
    {
        using var scope = torch.NewDisposeScope();
        var model = Binary("Add", DataType.Float, DataType.Float, DataType.Float);
        var element = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)DataType.Uint16 } };
        var sequence = new TypeProto { SequenceType = new TypeProto.Types.Sequence { ElemType = element } };
        model.Graph.Input.Add(new ValueInfoProto { Name = "list", Type = sequence });
        model.Graph.Node.Add(new NodeProto { OpType = "Identity", Input = { "list" }, Output = { "same" } });
        model.Graph.Output.Add(new ValueInfoProto { Name = "same", Type = sequence });
        using var graph = TorchGraph.Load(model, TorchGraphOptions.Inference);
        var list = new[] { torch.tensor(new[] { 1, 2 }), torch.tensor(new[] { 65535 }) };
        var inputs = new Dictionary<string, IReadOnlyList<Tensor>> { ["a"] = [torch.ones(1)], ["b"] = [torch.ones(1)], ["list"] = list };

        var outputs = graph.RunSequences(inputs);

        Assert.All(list.Zip(outputs["same"]), pair => Assert.NotSame(pair.First, pair.Second));
        Assert.Equal([2f], outputs["y"].Single().data<float>().ToArray());
        Assert.Equal([1, 2, 65535], outputs["same"].SelectMany(tensor => tensor.data<int>().ToArray()));
        Assert.Contains("run it with RunSequences", Assert.Throws<InvalidOperationException>(
            () => graph.Run(new Dictionary<string, Tensor> { ["a"] = torch.ones(1) })).Message);
        inputs["list"] = [torch.tensor(new[] { 1 }), torch.tensor(new[] { 65536 })];
        inputs["a"] = [];
        Assert.StartsWith(
            "The inputs do not fit the graph: 'a' is a list of 0, but takes one tensor; "
            + "'list[1]' holds 65536, but what carries UINT16 is 0 to 65535.",
            Assert.Throws<ArgumentException>(() => graph.RunSequences(inputs)).Message);
    }

    [Fact]
    public void ToProto_TensorThatIsNotOfTheType_IsRefused()
    {
        using var scope = torch.NewDisposeScope();

        Assert.StartsWith(
            "Tensor 'x' is FLOAT [1]; UINT32 is held as INT64.",
            Assert.Throws<ArgumentException>(() => TorchTensors.ToProto("x", torch.ones(1), DataType.Uint32)).Message);
        Assert.StartsWith(
            "Tensor 'x' holds -9, but what carries INT4 is -8 to 7.",
            Assert.Throws<ArgumentException>(() => TorchTensors.ToProto("x", torch.tensor(new sbyte[] { -9 }), DataType.Int4)).Message);
        Assert.Throws<NotSupportedException>(() => TorchTensors.ToProto("x", torch.ones(1), DataType.Complex64));
    }

    private static string[] Texts(TensorProto x) => OnnxTensor.ToStringArray(Cast(x, DataType.String));

    private static TensorProto Cast(TensorProto x, DataType type) => Run(CastModel((DataType)x.DataType, type), type, [x]);

    private static ModelProto CastModel(DataType from, DataType to) => WithoutShapes(new OnnxGraphBuilder("cast", 25).Input("x", from)
        .Node("Cast", ["x"], ["y"], OnnxAttribute.ElementType("to", to)).Output("y", to).Build());

    private static ModelProto Binary(string operation, DataType first, DataType second, DataType result) =>
        WithoutShapes(new OnnxGraphBuilder("binary", 25).Input("a", first).Input("b", second)
            .Node(operation, ["a", "b"], ["y"], operation == "Concat" ? [OnnxAttribute.Integer("axis", 0)] : [])
            .Output("y", result).Build());

    private static ModelProto WithoutShapes(ModelProto model)
    {
        foreach (var value in model.Graph.Input.Concat(model.Graph.Output))
            value.Type.TensorType.Shape = null;
        return model;
    }

    private static TensorProto Run(string operation, DataType result, TensorProto[] inputs)
    {
        var model = inputs.Length == 2
            ? Binary(operation, (DataType)inputs[0].DataType, (DataType)inputs[1].DataType, result)
            : WithoutShapes(new OnnxGraphBuilder("unary", 25).Input("x", (DataType)inputs[0].DataType)
                .Node(operation, ["x"], ["y"]).Output("y", result).Build());
        return Run(model, result, inputs);
    }

    private static TensorProto Run(ModelProto model, DataType result, TensorProto[] inputs)
    {
        using var scope = torch.NewDisposeScope();
        using var graph = TorchGraph.Load(model, TorchGraphOptions.Inference);
        return TorchTensors.ToProto("y", graph.Run(inputs.ToDictionary(input => input.Name, TorchTensors.FromProto))["y"], result);
    }
}
