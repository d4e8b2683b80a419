using OrleansML.Client;
using OrleansML.Learning.Mlp;
using OrleansML.Tensors;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Placement;

public sealed class PoolPlacementTests
{
    private static readonly byte[] Onnx = MlpModel.Random([4, 8, 1], seed: 1).ToOnnx();

    [Fact]
    public async Task PushAsync_ModelsOfTwoPools_LiveOnSilosOfTheirPool()
    {
        await using var cluster = await KnownPools.StartAsync("cpu", "gpu", "gpu");
        for (var index = 0; index < 4; index++)
        {
            await PushAsync(cluster, $"c{index}", "cpu", replicas: 1);
            await PushAsync(cluster, $"g{index}", "gpu", replicas: 1);
        }

        var status = await cluster.Client.GetClusterStatusAsync();

        var pools = status.Silos.ToDictionary(silo => silo.Address, silo => silo.Pool);
        Assert.Equal(["cpu", "gpu", "gpu"], status.Silos.Select(silo => silo.Pool).Order());
        Assert.Equal(8, status.Replicas.Length);
        Assert.All(status.Replicas, replica => Assert.StartsWith(pools[replica.Silo] + "/", replica.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task PushAsync_AsManyReplicasAsSilosOfThePool_PutsOneOnEach()
    {
        await using var cluster = await KnownPools.StartAsync("cpu", "gpu", "gpu");

        await PushAsync(cluster, "spread", "gpu", replicas: 2);

        var replicas = (await cluster.Client.GetReplicasAsync("spread")).Select(replica => replica.Silo).ToArray();
        Assert.Equal(2, replicas.Distinct().Count());
        for (var call = 0; call < 20; call++)
            await cluster.Client.PredictAsync("spread", Tensor.Create("features", new float[4], 1, 4));
    }

    [Fact]
    public async Task PushAsync_NoSiloOfThePool_SaysWhichPoolsThereAre()
    {
        await using var cluster = await PlatformCluster.StartAsync("cpu");

        var error = await Assert.ThrowsAsync<OrleansMLException>(
            () => cluster.Client.Registry.PushAsync("needs-gpu", new MemoryStream(Onnx), new PushOptions { Pool = "gpu" }));
        await cluster.Client.Registry.PushAsync("needs-cpu", new MemoryStream(Onnx));

        Assert.Equal(ErrorCode.NoMatchingPool, error.Code);
        Assert.Equal(
            "No silo of pool 'gpu' is part of the cluster; its 1 silos have pools 'cpu'. "
            + "Start a silo with OrleansML:Silo:Pool set to that name, or push the model with another pool.",
            error.Message);
    }

    [Fact]
    public async Task PushAsync_OverTheMemoryBudget_IsRefusedAndServingGoesOn()
    {
        await using var cluster = await PlatformCluster.StartAsync(
            ["cpu"], new Dictionary<string, string?> { ["OrleansML:Inference:MemoryBudgetBytes"] = "2000000" });
        var large = MlpModel.Random([512, 512, 512, 10], seed: 1).ToOnnx();

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => cluster.Client.Registry.PushAsync("large", new MemoryStream(large)));
        await cluster.Client.Registry.PushAsync("small", new MemoryStream(Onnx));

        Assert.Equal(ErrorCode.OverMemoryBudget, error.Code);
        Assert.StartsWith(
            $"Model 'large' version 1 needs about {(2 * large.Length) + 1048576} bytes; OrleansML:Inference:MemoryBudgetBytes on this silo is 2000000.",
            error.Message, StringComparison.Ordinal);
    }

    private static Task PushAsync(PlatformCluster cluster, string model, string pool, int replicas) =>
        cluster.Client.Registry.PushAsync(model, new MemoryStream(Onnx), new PushOptions { Manifest = $"pool: {pool}\nreplicas: {replicas}" });
}
