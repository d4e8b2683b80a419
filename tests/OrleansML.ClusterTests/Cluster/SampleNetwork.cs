using OrleansML.Client;
using OrleansML.Learning.Mlp;
using OrleansML.Models;
using OrleansML.Tensors;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Cluster;

/// <summary>A small network, the right answer to a row, and a stream of requests that checks every answer.</summary>
internal static class SampleNetwork
{
    private static readonly MlpModel Network = MlpModel.Random([4, 8, 1], seed: 1);
    private static readonly float[] Row = [1, 2, 3, 4];

    public static async Task PushAsync(PlatformCluster cluster, string model, int replicas, string pool = "cpu")
    {
        var manifest = $"pool: {pool}\nreplicas: {replicas}";
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    await cluster.Client.Registry.PushAsync(model, new MemoryStream(Network.ToOnnx()), new PushOptions { Manifest = manifest });
                    return true;
                }
                catch (OrleansMLException exception) when (exception.Code == ErrorCode.NoMatchingPool)
                {
                    return false;
                }
            },
            $"a silo of pool {pool} is known");
    }

    /// <summary>Predicts and compares with what the network computes.</summary>
    public static async Task PredictAsync(OrleansMLClient client, string model)
    {
        var expected = new float[1];
        Network.Predict(Row, expected);
        var prediction = await client.PredictAsync(model, new PredictRequest { Inputs = [Tensor.Create("features", Row, 1, 4)] });
        Assert.Equal(expected[0], prediction.Outputs[0].AsSpan<float>()[0], 1e-5f * Math.Max(1, Math.Abs(expected[0])));
    }

    /// <summary>Sends checked requests until <paramref name="stop"/>, one after the other on each of four ways.</summary>
    /// <returns>How many were answered; a wrong or missing answer throws.</returns>
    public static async Task<int> SendAsync(OrleansMLClient client, string model, CancellationToken stop)
    {
        var answered = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            while (!stop.IsCancellationRequested)
            {
                await PredictAsync(client, model);
                Interlocked.Increment(ref answered);
                await Task.Delay(5, CancellationToken.None);
            }
        }));
        return answered;
    }
}
