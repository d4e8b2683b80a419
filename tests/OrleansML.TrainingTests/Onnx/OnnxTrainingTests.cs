using OrleansML.Training.Onnx;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.TrainingTests.Onnx;

/// <summary>The checks before anything starts.</summary>
public class OnnxTrainingTests
{
    private static readonly float[] Weights = [1, 2, 3, 4];

    [Fact]
    public void Check_GraphOfAllKindsOfFaults_NamesThemAllAtOnce()
    {
        var model = new OnnxGraphBuilder("faults", 13).Opset("com.example", 3)
            .Input("x", DataType.Float, "N", 2).Input("count", DataType.Complex64)
            .Initializer<float>("w", Weights, 2, 2)
            .Node("MatMul", ["x", "w"], ["y"])
            .Node("com.example", "Fancy", ["y"], ["fancy"])
            .Node("Gelu", ["y"], ["gelu"])
            .Node("Bernoulli", ["gelu"], ["random"])
            .Node("SequenceConstruct", ["y"], ["sequence"])
            .Node("Pad", ["y", "w"], ["padded"], OnnxAttribute.Text("mode", "spiral"))
            .Node("Cast", ["y"], ["text"], OnnxAttribute.ElementType("to", DataType.Complex128))
            .Output("padded", DataType.Float).Build();
        model.Graph.Node.Add(new NodeProto
        {
            Name = "choice",
            OpType = "If",
            Input = { "y" },
            Output = { "chosen" },
            Attribute = { new AttributeProto { Name = "then_branch", G = new GraphProto() } },
        });
        model.Graph.Node.Add(new NodeProto { OpType = "Relu", Input = { "nowhere" }, Output = { "lost" } });
        model.Graph.Output.Add(new ValueInfoProto { Name = "absent" });

        Assert.Equal(
            [
                "input 'count': the element type COMPLEX64 is not supported",
                "node 'Fancy_1' (com.example.Fancy, opset 3): operators of the domain com.example are not supported",
                "node 'Gelu_2' (Gelu, opset 13): the operator is supported from opset 20 on",
                "node 'Bernoulli_3' (Bernoulli, opset 13): the operator is not supported",
                "node 'SequenceConstruct_4' (SequenceConstruct, opset 13): of sequences and optional values, nothing is supported but "
                + "sequences of tensors that are passed on",
                "node 'Pad_5' (Pad, opset 13): mode is 'spiral'; supported: constant, reflect, edge, wrap",
                "node 'Cast_6' (Cast, opset 13): the element type COMPLEX128 is not supported",
                "node 'choice' (If, opset 13): control flow, a graph inside a node, is not supported",
                "node 'lost' (Relu, opset 13): its input 'nowhere' is neither given nor made by a node before it",
                "output 'absent' is made by no node",
            ],
            Texts(OnnxTraining.CheckInference(model)));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(26)]
    public void Check_OpsetOutsideTheRange_SaysTheRange(long opset)
    {
        var model = Linear().Build();
        model.OpsetImport.Single().Version = opset;

        Assert.Contains($"the model imports opset {opset} of ai.onnx; 6 to 25 are supported", Texts(OnnxTraining.Check(model)));
    }

    [Fact]
    public void Check_WeightsBehindRounding_AreNamedButMayBeFrozen()
    {
        var model = new OnnxGraphBuilder("rounded", 13).Input("x", DataType.Float, "N", 2)
            .Initializer<float>("first", Weights, 2, 2).Initializer<float>("second", Weights, 2, 2)
            .Node("MatMul", ["x", "first"], ["hidden"]).Node("Round", ["hidden"], ["whole"])
            .Node("MatMul", ["whole", "second"], ["y"])
            .Output("y", DataType.Float, "N", 2).Build();

        Assert.Equal(
            [
                "node 'Round_1' (Round, opset 13): has no gradient, but is the only way from 'first' to an output; "
                + "freeze what cannot be trained",
            ],
            Texts(OnnxTraining.Check(model)));
        Assert.Empty(OnnxTraining.Check(model, new TorchGraphOptions { Frozen = ["fir*"] }));
        Assert.Empty(OnnxTraining.CheckInference(model));
    }

    // The mask is compared, but with a constant: no gradient is lost there.
    [Fact]
    public void Check_ComparisonOfConstantsOnly_IsNoFault()
    {
        var model = new OnnxGraphBuilder("masked", 13).Input("x", DataType.Float, 2, 2)
            .Initializer<float>("w", Weights, 2, 2).Initializer<float>("mask", [1, 0, 1, 1], 2, 2).Initializer<float>("zero", [0f])
            .Node("MatMul", ["x", "w"], ["scores"]).Node("Equal", ["mask", "zero"], ["hidden"])
            .Node("Where", ["hidden", "zero", "scores"], ["y"])
            .Output("y", DataType.Float, 2, 2).Build();

        Assert.Empty(OnnxTraining.Check(model));
        using var graph = TorchGraph.Load(model);
        Assert.Equal(["w"], graph.Parameters.Select(entry => entry.Name));
    }

    [Fact]
    public void Check_NumbersThatOnlySetSomething_AreNeitherWeightsNorFaults()
    {
        var model = new OnnxGraphBuilder("settings", 13).Input("class", DataType.Int64, "N")
            .Initializer<float>("w", Weights, 2, 2).Initializer<float>("off_on", [0, 1], 2)
            .Initializer<long>("depth", [2], 1).Initializer<float>("high", [3], 1)
            .Node("OneHot", ["class", "depth", "off_on"], ["code"]).Node("MatMul", ["code", "w"], ["hidden"])
            .Node("Clip", ["hidden", "", "high"], ["y"])
            .Output("y", DataType.Float, "N", 2).Build();

        Assert.Empty(OnnxTraining.Check(model));
        using var graph = TorchGraph.Load(model);
        Assert.Equal(["w"], graph.Parameters.Select(entry => entry.Name));
    }

    [Fact]
    public void Check_NothingToTrain_SaysSo()
    {
        var model = new OnnxGraphBuilder("empty", 13).Input("x", DataType.Float, 2).Node("Relu", ["x"], ["y"])
            .Output("y", DataType.Float, 2).Build();

        Assert.Equal(
            ["no weight can be trained: no floating-point initializer or constant that is not frozen reaches an output with a gradient"],
            Texts(OnnxTraining.Check(model)));
        Assert.Empty(OnnxTraining.CheckInference(model));
    }

    [Fact]
    public void Load_ModelWithProblems_ThrowsWithAllOfThem()
    {
        var model = Linear().Node("Bernoulli", ["y"], ["a"]).Node("Multinomial", ["y"], ["b"]).Build();

        var error = Assert.Throws<OnnxTrainingException>(() => TorchGraph.Load(model));

        Assert.Equal(2, error.Problems.Count);
        Assert.Equal(
            string.Join(
                Environment.NewLine, "The ONNX model cannot be loaded on torch:",
                "- node 'Bernoulli_1' (Bernoulli, opset 13): the operator is not supported",
                "- node 'Multinomial_2' (Multinomial, opset 13): the operator is not supported"),
            error.Message);
    }

    private static OnnxGraphBuilder Linear() => new OnnxGraphBuilder("linear", 13).Input("x", DataType.Float, "N", 2)
        .Initializer<float>("w", Weights, 2, 2).Node("MatMul", ["x", "w"], ["y"]).Output("y", DataType.Float, "N", 2);

    private static IEnumerable<string> Texts(IReadOnlyList<OnnxTrainingProblem> problems) => problems.Select(problem => problem.ToString());
}
