using OrleansML.Client;
using OrleansML.Learning.Mlp;
using OrleansML.Models;
using OrleansML.Tensors;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Cluster;

/// <summary>A small network, and the right answer to a row.</summary>
internal static class SampleNetwork
{
    private static readonly MlpModel Network = MlpModel.Random([4, 8, 1], seed: 1);
    private static readonly float[] Row = [1, 2, 3, 4];

    public static Task PushAsync(PlatformCluster cluster, string model, int replicas, string pool = "cpu") => cluster.Client.Registry.PushAsync(
        model, new MemoryStream(Network.ToOnnx()), new PushOptions { Manifest = $"pool: {pool}\nreplicas: {replicas}" });

    /// <summary>Predicts and compares with what the network computes.</summary>
    public static async Task PredictAsync(OrleansMLClient client, string model)
    {
        var expected = new float[1];
        Network.Predict(Row, expected);
        var prediction = await client.PredictAsync(model, new PredictRequest { Inputs = [Tensor.Create("features", Row, 1, 4)] });
        Assert.Equal(expected[0], prediction.Outputs[0].AsSpan<float>()[0], 1e-5f * Math.Max(1, Math.Abs(expected[0])));
    }
}
