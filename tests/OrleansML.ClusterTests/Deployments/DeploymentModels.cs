using OrleansML.Client;
using OrleansML.Learning.Onnx;
using OrleansML.Models;
using OrleansML.Tensors;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.ClusterTests.Deployments;

/// <summary>Models that take x and answer y = x + an offset of their own, of which one fails for large x and one is slow.</summary>
internal static class DeploymentModels
{
    public const int TableSize = 10;

    // Each layer reads 4 MB of weights for a row, so that all together take hundreds of times as long as an addition on any machine.
    private const int SlowWidth = 1024;
    private const int SlowLayers = 300;

    public static byte[] Adding(float offset) => Start(offset).Node("Add", ["x", "offset"], ["y"]).Output("y", DataType.Float, "batch", 1).ToBytes();

    /// <summary>Looks x up in a table of <see cref="TableSize"/> rows, which fails while it runs for an x behind its end.</summary>
    public static byte[] FailingFromTen(float offset) => Start(offset)
        .Initializer<float>("table", new float[TableSize], TableSize)
        .Node("Cast", ["x"], ["index"], OnnxAttribute.ElementType("to", DataType.Int64))
        .Node("Gather", ["table", "index"], ["zero"])
        .Node("Add", ["x", "zero"], ["same"])
        .Node("Add", ["same", "offset"], ["y"])
        .Output("y", DataType.Float, "batch", 1)
        .ToBytes();

    /// <summary>Multiplies its way through zeros first.</summary>
    public static byte[] Slow(float offset)
    {
        var graph = Start(offset)
            .Initializer<float>("wide", new float[SlowWidth], 1, SlowWidth)
            .Initializer<float>("square", new float[SlowWidth * SlowWidth], SlowWidth, SlowWidth)
            .Initializer<float>("narrow", new float[SlowWidth], SlowWidth, 1)
            .Node("MatMul", ["x", "wide"], ["h0"]);
        for (var layer = 0; layer < SlowLayers; layer++)
            graph.Node("MatMul", [$"h{layer}", "square"], [$"h{layer + 1}"]);
        return graph
            .Node("MatMul", [$"h{SlowLayers}", "narrow"], ["zero"])
            .Node("Add", ["x", "zero"], ["same"])
            .Node("Add", ["same", "offset"], ["y"])
            .Output("y", DataType.Float, "batch", 1)
            .ToBytes();
    }

    public static Task PushAsync(OrleansMLClient client, string model, byte[] bytes) => client.Registry.PushAsync(model, new MemoryStream(bytes));

    /// <summary>Predicts and gives the version that answered, whose offset the answer must have.</summary>
    /// <param name="client">The client.</param>
    /// <param name="model">Name of a model whose versions' offsets are their numbers times 1000.</param>
    /// <param name="x">The input.</param>
    /// <param name="target">Which version.</param>
    public static async Task<int> PredictAsync(OrleansMLClient client, string model, float x = 1, VersionTarget target = default)
    {
        var prediction = await client.PredictAsync(model, new PredictRequest { Inputs = [Tensor.Create("x", [x], 1, 1)] }, target);
        Assert.Equal(x + (1000f * prediction.Version), prediction["y"].AsSpan<float>()[0]);
        return prediction.Version;
    }

    private static OnnxGraphBuilder Start(float offset) =>
        new OnnxGraphBuilder("sum").Input("x", DataType.Float, "batch", 1).Initializer<float>("offset", [offset], 1);
}
