using OrleansML.Learning.Mlp;
using OrleansML.Tensors;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Models;

public sealed class PredictTests
{
    [Fact]
    public async Task PredictAsync_PushedModel_Answers()
    {
        await using var cluster = await PlatformCluster.StartAsync("cpu");
        var onnx = MlpModel.Random([30, 64, 32, 1], seed: 1).ToOnnx();

        var version = await cluster.Client.Registry.PushAsync("mlp", new MemoryStream(onnx));
        var prediction = await cluster.Client.PredictAsync("mlp", Tensor.Create(version.Description.Inputs[0].Name, new float[30], 1, 30));

        Assert.Equal(1, prediction.Version);
        Assert.Equal([1L, 1L], prediction.Outputs[0].Shape);
    }
}
