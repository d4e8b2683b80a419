using OrleansML.Client;
using OrleansML.Models;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Cluster;

public sealed class ReplicaBalancerTests
{
    [Fact]
    public async Task KillSiloAsync_OfOneReplica_TheOtherAnswersAndBothSpreadAgain()
    {
        await using var cluster = await KnownPools.StartAsync("cpu", "cpu", "cpu");
        await SampleNetwork.PushAsync(cluster, "m", replicas: 2);
        var traffic = new Traffic(cluster.Client, "m");
        var replicas = await cluster.Client.GetReplicasAsync("m");
        Assert.Equal(2, replicas.Select(replica => replica.Silo).Distinct().Count());

        var silo = cluster.Cluster.Silos.Single(handle => handle.SiloAddress.ToParsableString() == replicas[0].Silo);
        await cluster.Cluster.KillSiloAsync(silo);

        await Eventually.HoldsAsync(async () => await IsSpreadAsync(cluster, replicas[0].Silo), "both replicas are on silos of their own again", TimeSpan.FromSeconds(60));
        await traffic.EndAsync();
    }

    [Fact]
    public async Task StartAdditionalSiloAsync_UnderLoad_TakesItsShareWithoutAFailedRequest()
    {
        await using var cluster = await PlatformCluster.StartAsync("cpu");
        await SampleNetwork.PushAsync(cluster, "m", replicas: 8);
        var once = cluster.NewClient(new ClientRetryOptions { MaximumAttempts = 1, AttemptTimeout = new ClientRetryOptions().Deadline });
        var traffic = new Traffic(once, "m");

        var added = await cluster.Cluster.StartAdditionalSiloAsync();

        await Eventually.HoldsAsync(
            async () => (await cluster.Client.GetReplicasAsync("m")).Count(replica => replica.Silo == added.SiloAddress.ToParsableString()) == 4,
            "half of the replicas are on the new silo", TimeSpan.FromMinutes(2));
        await traffic.EndAsync();
    }

    private static async Task<bool> IsSpreadAsync(PlatformCluster cluster, string lost)
    {
        ModelReplicaStatus[] replicas;
        try
        {
            replicas = await cluster.Client.GetReplicasAsync("m");
        }
        catch (OrleansMLException)
        {
            return false;
        }

        return replicas.All(replica => replica.Ready && replica.Silo != lost) && replicas.Select(replica => replica.Silo).Distinct().Count() == 2;
    }
}
