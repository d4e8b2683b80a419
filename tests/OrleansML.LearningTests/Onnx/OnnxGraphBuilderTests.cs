using Microsoft.ML.OnnxRuntime;
using OrleansML.Learning.Onnx;
using Xunit;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.LearningTests.Onnx;

public sealed class OnnxGraphBuilderTests
{
    [Fact]
    public void ToBytes_StandardiserAndSigmoid_ComputeInOnnxRuntime()
    {
        var model = new OnnxGraphBuilder("scale")
            .Input("x", DataType.Float, "N", 2)
            .Initializer<float>("mean", [1, 2], 2)
            .Initializer<float>("deviation", [2, 4], 2)
            .Node("Sub", ["x", "mean"], ["centred"])
            .Node("Div", ["centred", "deviation"], ["scaled"])
            .Node("Sigmoid", ["scaled"], ["y"])
            .Output("y", DataType.Float, "N", 2)
            .ToBytes();

        // (3-1)/2 = 1, (2-2)/4 = 0, (-1-1)/2 = -1, (10-2)/4 = 2; the logistic function of those.
        var actual = OnnxRuntimeRunner.Run(model, [3, 2, -1, 10], 2, 2);

        float[] expected = [0.7310586f, 0.5f, 0.26894143f, 0.8807971f];
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-6f);
    }

    [Fact]
    public void ToBytes_CastAndConcat_JoinInputsOfTwoTypes()
    {
        var model = new OnnxGraphBuilder("join")
            .Input("count", DataType.Int64, "N", 1)
            .Input("amount", DataType.Float, "N", 1)
            .Node("Cast", ["count"], ["count_float"], OnnxAttribute.ElementType("to", DataType.Float))
            .Node("Concat", ["count_float", "amount"], ["row"], OnnxAttribute.Integer("axis", 1))
            .Output("row", DataType.Float, "N", 2)
            .ToBytes();

        var counts = OnnxTensor.Create<long>("count", [3, 4], 2, 1);
        var amounts = OnnxTensor.Create<float>("amount", [0.5f, 1.5f], 2, 1);
        var results = OnnxRuntimeRunner.Run(model, [counts, amounts]);

        Assert.Equal([3f, 0.5f, 4f, 1.5f], System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(results[0]).ToArray());
    }

    [Fact]
    public void ToBytes_OperatorsOfAnotherDomain_LoadAndRun()
    {
        var model = new OnnxGraphBuilder("ml")
            .Opset("ai.onnx.ml", 3)
            .Input("x", DataType.Float, "N", 2)
            .Node("ai.onnx.ml", "Scaler", ["x"], ["y"], OnnxAttribute.Numbers("offset", 1, 2), OnnxAttribute.Numbers("scale", 10, 100))
            .Output("y", DataType.Float, "N", 2)
            .ToBytes();

        Assert.Equal([20f, 300f], OnnxRuntimeRunner.Run(model, [3, 5], 1, 2));
    }

    [Fact]
    public void ToBytes_NamesShapesAndMetadata_AreSeenByOnnxRuntime()
    {
        using var session = new InferenceSession(Identity().Metadata("feature_names", "a,b").Producer("tests", "1.2").ToBytes());

        Assert.Equal([-1, 2], session.InputMetadata["x"].Dimensions);
        Assert.Equal(["N", ""], session.InputMetadata["x"].SymbolicDimensions);
        Assert.Equal("a,b", session.ModelMetadata.CustomMetadataMap["feature_names"]);
        Assert.Equal("tests", session.ModelMetadata.ProducerName);
        Assert.Equal("identity", session.ModelMetadata.GraphName);
    }

    [Fact]
    public void ToBytes_SameCalls_GiveTheSameBytes() => Assert.Equal(Identity().ToBytes(), Identity().ToBytes());

    [Fact]
    public void Build_LaterCalls_DoNotChangeTheFinishedModel()
    {
        var builder = Identity();
        var model = builder.Build();

        builder.Node("Relu", ["x"], ["z"]);

        Assert.Single(model.Graph.Node);
    }

    [Fact]
    public void Node_UndefinedInput_NamesNodeAndInput()
    {
        var exception = Assert.Throws<ArgumentException>(() => new OnnxGraphBuilder("g").Node("Relu", ["nothing"], ["y"]));

        Assert.StartsWith("Node Relu reads 'nothing', which nothing before it defines.", exception.Message);
    }

    [Fact]
    public void Node_DomainNotImported_SaysHowToImportIt()
    {
        var exception = Assert.Throws<ArgumentException>(() => Identity().Node("ai.onnx.ml", "Scaler", ["x"], ["z"]));

        Assert.StartsWith("Operator domain 'ai.onnx.ml' is not imported; call Opset(\"ai.onnx.ml\", version) first.", exception.Message);
    }

    [Fact]
    public void Input_NameTaken_NamesIt() =>
        Assert.StartsWith("The name 'x' is taken in graph 'identity'.",
            Assert.Throws<ArgumentException>(() => Identity().Input("x", DataType.Float, 1)).Message);

    [Fact]
    public void Output_NotComputed_NamesIt() =>
        Assert.StartsWith("Output 'z' is not computed by any node of graph 'identity'.",
            Assert.Throws<ArgumentException>(() => Identity().Output("z", DataType.Float, 1)).Message);

    [Fact]
    public void Metadata_SameKeyTwice_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Identity().Metadata("k", "1").Metadata("k", "2"));

    [Fact]
    public void Build_NoOutput_SaysWhatToCall() =>
        Assert.Equal("Graph 'g' has no output; call Output before Build.",
            Assert.Throws<InvalidOperationException>(() => new OnnxGraphBuilder("g").Build()).Message);

    private static OnnxGraphBuilder Identity() => new OnnxGraphBuilder("identity")
        .Input("x", DataType.Float, "N", 2)
        .Node("Identity", ["x"], ["y"])
        .Output("y", DataType.Float, "N", 2);
}
