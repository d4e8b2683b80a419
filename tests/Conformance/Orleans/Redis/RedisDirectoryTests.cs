using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using OrleansML.Conformance.Placement;

namespace OrleansML.Conformance.Redis;

/// <summary>Clusters that register their activations in Redis.</summary>
public sealed class RedisDirectoryTests
{
    [Fact]
    public async Task Activate_ManyCallersAtOnce_OneActivationThatRedisKnows()
    {
        await using var cluster = await RedisCluster.StartAsync(2, Configure);
        var callers = cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<IGrainFactory>())
            .Append(cluster.Client).ToArray();
        for (var i = 0; i < 10; i++)
        {
            var key = $"redis-directory-{i}";
            Assert.Equal("*0", await FindAsync(cluster, key));

            var activations = await Task.WhenAll(Enumerable.Range(0, 12).Select(
                caller => callers[caller % callers.Length].GetGrain<IRandomPlacedGrain>(key).GetActivation()));

            Assert.Single(activations.Distinct());
            Assert.Equal("*1", await FindAsync(cluster, key));
        }
    }

    [Fact]
    public async Task Kill_GrainWasThere_IsActivatedOnAnotherSilo()
    {
        await using var cluster = await RedisCluster.StartAsync(2, Configure);
        var grains = Enumerable.Range(0, 10)
            .Select(i => cluster.Client.GetGrain<IRandomPlacedGrain>($"redis-directory-kill-{i}")).ToArray();
        foreach (var grain in grains)
        {
            await grain.GetActivation();
        }

        await cluster.KillSiloAsync(cluster.Silos[1]);

        foreach (var grain in grains)
        {
            SiloAddress? silo = null;
            await Wait.UntilAsync(
                async () =>
                {
                    try
                    {
                        // A call that was on its way when its silo went is told so only after its own time limit, on a machine that was busy just then.
                        silo = await grain.GetSilo().WaitAsync(TimeSpan.FromSeconds(5));
                        return true;
                    }
                    catch (Exception exception) when (exception is OrleansException or TimeoutException)
                    {
                        return false;
                    }
                },
                $"an answer of '{grain.GetPrimaryKeyString()}'");
            Assert.Equal(cluster.Silos[0].SiloAddress, silo);
        }
    }

    private static void Configure(string name, ISiloBuilder silo)
    {
        var redis = silo.FindRedis()!;
        silo.UseRedisGrainDirectoryAsDefault((RedisGrainDirectoryOptions options) => options.ConfigurationOptions = redis.GetOptions());
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(1.5);
            options.NumVotesForDeathDeclaration = 1;
            options.TableRefreshTimeout = TimeSpan.FromSeconds(2);
        });
    }

    // The number of entries of a grain, as Redis gives it.
    private static Task<string> FindAsync(RedisCluster cluster, string key) => cluster.Redis.CommandAsync("KEYS", $"*/directory/*/{key}");
}
