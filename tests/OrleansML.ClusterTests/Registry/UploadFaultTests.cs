using System.Security.Cryptography;
using Orleans.TestingHost;
using OrleansML.Client;
using OrleansML.Storage.Artifacts;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Registry;

public sealed class UploadFaultTests
{
    [Fact]
    public async Task RunAsync_SiloOfTheUploadDies_GoesOnOnAnother()
    {
        await using var cluster = await PlatformCluster.StartAsync("cpu", "cpu", "cpu");
        var bytes = RandomNumberGenerator.GetBytes((6 << 20) + 5);
        SiloAddress? killed = null;
        await using var content = new WatchedStream(bytes, async position =>
        {
            if (position < 3 << 20 || killed is not null)
                return;

            var silo = await FindSiloAsync(cluster);
            killed = silo.SiloAddress;
            await cluster.Cluster.KillSiloAsync(silo);
        });
        var retries = new CallRetries(new ClientRetryOptions { LongDeadline = TimeSpan.FromMinutes(5) }, TimeProvider.System, Random.Shared.Next);

        var digest = await new ArtifactUpload(cluster.Grains, retries, content).RunAsync(default);

        Assert.NotNull(killed);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), digest);
        Assert.True(await cluster.Service<IArtifactStore>().ExistsAsync(digest));
    }

    private static async Task<InProcessSiloHandle> FindSiloAsync(PlatformCluster cluster)
    {
        var management = cluster.Grains.GetGrain<IManagementGrain>(0);
        var statistics = await management.GetDetailedGrainStatistics();
        var upload = statistics.Single(statistic => statistic.GrainId.Type.ToString()!.Contains("artifactupload", StringComparison.Ordinal));
        return cluster.Cluster.Silos.Single(silo => silo.SiloAddress.Equals(upload.SiloAddress));
    }

    /// <summary>Says how far it was read, before more is read.</summary>
    private sealed class WatchedStream(byte[] bytes, Func<long, Task> reading) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await reading(Position);
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
