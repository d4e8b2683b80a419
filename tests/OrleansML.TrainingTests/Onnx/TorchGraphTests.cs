using OrleansML.Training.Onnx;
using OrleansML.Training.Onnx.Types;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.TrainingTests.Onnx;

/// <summary>What a loaded graph does beyond its operators: weights, modes, randomness, lifetimes and faults.</summary>
public class TorchGraphTests
{
    [Fact]
    public void Parameters_InitializersAndConstantNodes_AreWeightsInTheGraphsOrder()
    {
        using var graph = TorchGraph.Load(Network());

        Assert.Equal(["dense.weight", "dense.bias", "scale", "shift", "head"], graph.Parameters.Select(entry => entry.Name));
        Assert.Equal(["mean", "variance"], graph.Buffers.Select(entry => entry.Name));
        Assert.Equal(["x"], graph.Inputs);
        Assert.Equal(["y"], graph.Outputs);
    }

    [Theory]
    [InlineData("dense.*", "scale,shift,head")]
    [InlineData("*.bias", "dense.weight,scale,shift,head")]
    [InlineData("d*e.w*t", "dense.bias,scale,shift,head")]
    [InlineData("Dense.*", "dense.weight,dense.bias,scale,shift,head")]
    [InlineData("head", "dense.weight,dense.bias,scale,shift")]
    public void Load_FrozenPattern_KeepsMatchesConstant(string pattern, string expected)
    {
        using var graph = TorchGraph.Load(Network(), new TorchGraphOptions { Frozen = [pattern] });

        Assert.Equal(expected.Split(','), graph.Parameters.Select(entry => entry.Name));
    }

    [Fact]
    public void Load_ScalarThatIsNamed_IsTrained()
    {
        using var graph = TorchGraph.Load(Network(), new TorchGraphOptions { TrainedScalars = ["half"] });

        Assert.Contains("half", graph.Parameters.Select(entry => entry.Name));
    }

    // By hand: the batch [0, 2], [4, 6] has means 2 and 4 and unbiased variances 8; momentum 0.9 keeps nine tenths of 1 and 2.
    [Fact]
    public void Run_Training_MovesRunningStatisticsLikeTorch()
    {
        using var scope = torch.NewDisposeScope();
        var model = Normalization();
        using var graph = TorchGraph.Load(model);
        using var frozen = TorchGraph.Load(model, new TorchGraphOptions { Frozen = ["mean"] });
        var inputs = new Dictionary<string, Tensor> { ["x"] = torch.tensor([0f, 2, 4, 6], [2, 2]) };

        var still = graph.Run(inputs)["y"];
        var trained = graph.Run(inputs, training: true)["y"];
        var kept = frozen.Run(inputs, training: true)["y"];

        Assert.Equal([1.1f, 1.3f], graph.Buffers[0].Value.data<float>().ToArray(), Close);
        Assert.Equal([2.6f, 2.6f], graph.Buffers[1].Value.data<float>().ToArray(), Close);
        Assert.Equal([-1f, -1, 1, 1], trained.data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal(still.data<float>().ToArray(), kept.data<float>().ToArray());
        var written = graph.WriteBack().Graph.Initializer.Single(tensor => tensor.Name == "mean");
        Assert.Equal([1.1f, 1.3f], OnnxTensor.ToArray<float>(written), Close);
    }

    [Fact]
    public void WriteBack_WeightsInEveryStorageForm_EqualOnnxRuntimeAndLeaveTheRest()
    {
        using var scope = torch.NewDisposeScope();
        var model = Network();
        using var graph = TorchGraph.Load(model);
        using var optimizer = torch.optim.SGD(graph.Parameters, 0.1);
        using var generator = new torch.Generator(3);
        var batch = OnnxTensor.Create<float>("x", [1, -2, 3, 0.5f, 2, -1], 3, 2);
        for (var step = 0; step < 3; step++)
        {
            optimizer.zero_grad();
            var inputs = new Dictionary<string, Tensor> { ["x"] = TorchTensors.FromProto(batch) };
            graph.Run(inputs, training: true, generator)["y"].sum().backward();
            optimizer.step();
        }

        var written = graph.WriteBack();

        RealModel.AssertEqualsOnnxRuntime(graph, written, [batch], 1e-5);
        using var again = TorchGraph.Load(written);
        foreach (var ((name, before), (_, after)) in graph.Parameters.Zip(again.Parameters))
            Assert.True(before.bytes.SequenceEqual(after.bytes), name);
        Assert.Equal(Network(), model);
        Assert.Equal(WithoutConstants(model), WithoutConstants(written));
        Assert.Equal(Find(model, "half"), Find(written, "half"));
    }

    [Fact]
    public void Run_DropoutWithOneSeed_GivesTheSameBits()
    {
        using var scope = torch.NewDisposeScope();
        using var graph = TorchGraph.Load(Dropout(), TorchGraphOptions.Inference);
        Tensor Draw(ulong seed)
        {
            using var generator = new torch.Generator(seed);
            return graph.Run(new Dictionary<string, Tensor> { ["x"] = torch.ones(10_000) }, training: true, generator)["y"];
        }

        var (first, second, other) = (Draw(1).data<float>().ToArray(), Draw(1).data<float>().ToArray(), Draw(2).data<float>().ToArray());

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.Equal([0f, 4f / 3f], first.Distinct().Order(), Close);

        // 10,000 draws of which a quarter drops: 2,500, with a standard deviation of 43.
        Assert.InRange(first.Count(value => value == 0), 2_300, 2_700);
    }

    [Fact]
    public void Run_DropoutWithoutGenerator_FailsInTrainingOnly()
    {
        using var scope = torch.NewDisposeScope();
        using var graph = TorchGraph.Load(Dropout(), TorchGraphOptions.Inference);
        var inputs = new Dictionary<string, Tensor> { ["x"] = torch.ones(3) };

        Assert.Equal([1f, 1, 1], graph.Run(inputs)["y"].data<float>().ToArray());
        var error = Assert.Throws<InvalidOperationException>(() => graph.Run(inputs, training: true));
        Assert.Equal(
            "node 'Dropout_0' (Dropout, opset 13): failed on FLOAT [3], FLOAT []: "
            + "Training this graph needs random numbers; give Run a generator.",
            error.Message);
    }

    [Fact]
    public void Run_AThousandTimes_KeepsTheNumberOfTensors()
    {
        using var graph = TorchGraph.Load(Network());
        using var generator = new torch.Generator(3);
        using var input = torch.ones([3, 2]).DetachFromDisposeScope();
        var inputs = new Dictionary<string, Tensor> { ["x"] = input };
        void Step(int index)
        {
            using var scope = torch.NewDisposeScope();
            graph.Run(inputs, training: true, generator)["y"].sum().backward();
            foreach (var (_, parameter) in graph.Parameters)
                parameter.grad?.zero_();

            // A run that fails must not leave anything either.
            if (index % 10 == 0)
                Assert.Throws<ArgumentException>(() => graph.Run(new Dictionary<string, Tensor>()));
        }

        Step(0);
        var statistics = DisposeScopeManager.Statistics.TensorStatistics;
        var before = statistics.ThreadTotalLiveCount;
        for (var index = 0; index < 1_000; index++)
            Step(index);

        Assert.Equal(before, statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Dispose_LoadedGraph_LeavesNoTensor()
    {
        var statistics = DisposeScopeManager.Statistics.TensorStatistics;
        var before = statistics.ThreadTotalLiveCount;

        TorchGraph.Load(Network()).Dispose();

        Assert.Equal(before, statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Run_WithoutScope_GivesOutputsToTheCaller()
    {
        using var graph = TorchGraph.Load(Normalization());
        using var input = torch.ones([3, 2]);
        var statistics = DisposeScopeManager.Statistics.TensorStatistics;
        var before = statistics.ThreadTotalLiveCount;

        using (var output = graph.Run(new Dictionary<string, Tensor> { ["x"] = input })["y"])
            Assert.Equal(before + 1, statistics.ThreadTotalLiveCount);

        Assert.Equal(before, statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Run_OutputsThatAreInputsOrWeights_MayBeDisposedByTheCaller()
    {
        var model = new OnnxGraphBuilder("passing", 13).Input("x", DataType.Float, 2).Initializer<float>("w", [1, 2], 2)
            .Node("Mul", ["x", "w"], ["y"])
            .Output("y", DataType.Float, 2).Output("x", DataType.Float, 2).Output("w", DataType.Float, 2).Build();
        using var graph = TorchGraph.Load(model);
        using var input = torch.ones(2);
        for (var run = 0; run < 2; run++)
        {
            var outputs = graph.Run(new Dictionary<string, Tensor> { ["x"] = input });

            Assert.Equal([1f, 2], outputs["w"].data<float>().ToArray());
            Assert.Equal([1f, 1], outputs["x"].data<float>().ToArray());
            foreach (var output in outputs.Values)
                output.Dispose();
        }
    }

    [Fact]
    public void Run_WrongInputs_NamesEveryFault()
    {
        using var scope = torch.NewDisposeScope();
        var model = new OnnxGraphBuilder("inputs", 13)
            .Input("a", DataType.Float, "N", 2).Input("b", DataType.Int64, 3).Input("c", DataType.Float)
            .Node("Shape", ["b"], ["d"]).Node("Add", ["a", "c"], ["y"]).Output("y", DataType.Float).Build();
        using var graph = TorchGraph.Load(model, TorchGraphOptions.Inference);

        var error = Assert.Throws<ArgumentException>(() => graph.Run(new Dictionary<string, Tensor>
        {
            ["a"] = torch.ones(1, 3), ["b"] = torch.ones(3), ["z"] = torch.ones(1),
        }));

        Assert.StartsWith(
            "The inputs do not fit the graph: 'a' is FLOAT [1, 3], not FLOAT [N, 2]; 'b' is FLOAT [3], not INT64 [3]; 'c' is missing; "
            + "'z' is no input of the graph.", error.Message);
    }

    [Fact]
    public void Run_ShapesThatDoNotFit_NamesTheNodeAndItsInputs()
    {
        using var scope = torch.NewDisposeScope();
        var model = new OnnxGraphBuilder("shapes", 13).Input("a", DataType.Float, "N", "M").Input("b", DataType.Float, "N", "M")
            .Node("MatMul", ["a", "b"], ["y"]).Output("y", DataType.Float).Build();
        using var graph = TorchGraph.Load(model, TorchGraphOptions.Inference);

        var error = Assert.Throws<InvalidOperationException>(
            () => graph.Run(new Dictionary<string, Tensor> { ["a"] = torch.ones(2, 3), ["b"] = torch.ones(2, 3) }));

        Assert.StartsWith("node 'MatMul_0' (MatMul, opset 13): failed on FLOAT [2, 3], FLOAT [2, 3]: ", error.Message);
    }

    [Fact]
    public void Load_ConstantPart_IsComputedOnce()
    {
        using var scope = torch.NewDisposeScope();
        var model = new OnnxGraphBuilder("constants", 13).Input("x", DataType.Float, "N", 2)
            .Initializer<float>("w", [1, 2, 3, 4], 2, 2).Initializer<float>("offset", [1, 2], 2)
            .Node("Shape", ["w"], ["shape"]).Node("Neg", ["offset"], ["negative"]).Node("Expand", ["negative", "shape"], ["table"])
            .Node("Mul", ["w", "table"], ["product"]).Node("MatMul", ["x", "product"], ["y"]).Node("Relu", ["x"], ["unused"])
            .Output("y", DataType.Float, "N", 2).Output("table", DataType.Float).Build();
        using var graph = TorchGraph.Load(model, new TorchGraphOptions { Frozen = ["offset"] });

        var outputs = graph.Run(new Dictionary<string, Tensor> { ["x"] = torch.ones(1, 2) });

        // (1 * -1 + 3 * -1, 2 * -2 + 4 * -2); only the product and the multiplication are left to run.
        Assert.Equal([-4f, -12f], outputs["y"].data<float>().ToArray());
        Assert.Equal([-1f, -2, -1, -2], outputs["table"].data<float>().ToArray());
        Assert.Equal(2, graph.StepCount);
    }

    private static IEnumerable<NodeProto> WithoutConstants(ModelProto model) => model.Graph.Node.Where(node => node.OpType != "Constant");

    private static bool Close(float expected, float actual) => Math.Abs(expected - actual) < 1e-6;

    private static NodeProto Find(ModelProto model, string output) => model.Graph.Node.Single(node => node.Output.Contains(output));

    private static ModelProto Dropout() => new OnnxGraphBuilder("dropout", 13)
        .Input("x", DataType.Float, "N").Initializer<float>("ratio", [0.25f])
        .Node("Dropout", ["x", "ratio"], ["y"]).Output("y", DataType.Float, "N").Build();

    private static ModelProto Normalization() => new OnnxGraphBuilder("normalization", 15).Input("x", DataType.Float, "N", 2)
        .Initializer<float>("scale", [1, 1], 2).Initializer<float>("shift", [0, 0], 2)
        .Initializer<float>("mean", [1, 1], 2).Initializer<float>("variance", [2, 2], 2)
        .Node("BatchNormalization", ["x", "scale", "shift", "mean", "variance"], ["y"])
        .Output("y", DataType.Float, "N", 2).Build();

    // Weights as raw data, as typed fields, in a Constant node as a tensor, and as a list of numbers; a scalar that is part of a formula.
    private static ModelProto Network()
    {
        var bias = new TensorProto { Name = "dense.bias", DataType = (int)DataType.Float, Dims = { 2 }, FloatData = { 0.5f, -0.5f } };
        return new OnnxGraphBuilder("network", 13).Input("x", DataType.Float, "N", 2)
            .Initializer<float>("dense.weight", [1, 2, -1, 0.5f], 2, 2).Initializer(bias)
            .Initializer<float>("scale", [1, 2], 2).Initializer<float>("shift", [0, 1], 2)
            .Initializer<float>("mean", [0.5f, 1], 2).Initializer<float>("variance", [1, 2], 2).Initializer<float>("ratio", [0.25f])
            .Node("Gemm", ["x", "dense.weight", "dense.bias"], ["dense"])
            .Node("BatchNormalization", ["dense", "scale", "shift", "mean", "variance"], ["normal"])
            .Node("Dropout", ["normal", "ratio"], ["dropped"])
            .Node("Constant", [], ["half"], OnnxAttribute.Tensor("value", OnnxTensor.Create<float>("", [0.5f])))
            .Node("Mul", ["dropped", "half"], ["halved"])
            .Node("Tanh", ["halved"], ["active"])
            .Node("Constant", [], ["head"], OnnxAttribute.Numbers("value_floats", 1.5f, -2))
            .Node("Mul", ["active", "head"], ["y"])
            .Output("y", DataType.Float, "N", 2).Build();
    }
}
