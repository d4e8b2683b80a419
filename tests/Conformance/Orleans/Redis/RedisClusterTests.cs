using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using OrleansML.Conformance.Identity;
using OrleansML.Conformance.State;
using OrleansML.Conformance.Timers;

namespace OrleansML.Conformance.Redis;

/// <summary>Whole clusters over TCP and Redis that lose silos, or Redis, or both.</summary>
public sealed class RedisClusterTests
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Reminders_TheSiloThatOwnedThemDies_GoOn()
    {
        await using var cluster = await RedisCluster.StartAsync(2, Configure);
        var grains = await RegisterAsync(cluster.Client, "survives-a-silo");
        foreach (var grain in grains)
        {
            await UntilTickedAsync(grain, 1);
        }

        await cluster.KillSiloAsync(cluster.Silos[0]);

        // Whichever silo ran them: all tick again.
        foreach (var grain in grains)
        {
            await UntilTickedAsync(grain, Journal.Read(grain.GetPrimaryKeyString()).Length + 2);
        }
    }

    [Fact]
    public async Task RemindersAndState_EverythingIsRestarted_AreThere()
    {
        await using var cluster = await RedisCluster.StartAsync(2, Configure);
        var reminded = (await RegisterAsync(cluster.Client, "survives-everything"))[0];
        await cluster.Client.GetGrain<ICartGrain>("survives-everything").Add("acknowledged");
        foreach (var silo in cluster.Silos)
        {
            await cluster.StopSiloAsync(silo);
        }

        await cluster.Redis.RestartAsync();
        var before = Journal.Read(reminded.GetPrimaryKeyString()).Length;
        var restarted = await cluster.StartAdditionalSiloAsync();

        // Nobody calls the grain but the reminder.
        await UntilTickedAsync(reminded, before + 2);
        var grains = restarted.ServiceProvider.GetRequiredService<IGrainFactory>();
        Assert.Equal(["acknowledged"], await grains.GetGrain<ICartGrain>("survives-everything").GetItems());
    }

    [Fact]
    public async Task Calls_RedisIsKilled_GoOnAndStateIsWrittenAgainAfterItsRestart()
    {
        await using var cluster = await RedisCluster.StartAsync(2, Configure);
        var cart = cluster.Client.GetGrain<ICartGrain>("survives-redis");
        await cart.Add("before");
        var onEverySilo = cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<IGrainFactory>()).ToArray();

        await cluster.Redis.KillAsync();

        for (var i = 0; i < 20; i++)
        {
            foreach (var grains in onEverySilo)
            {
                Assert.Equal($"without-redis-{i}", await Wait.ForAsync(grains.GetGrain<IStringKeyGrain>($"without-redis-{i}").GetKey()));
            }
        }

        await Assert.ThrowsAnyAsync<Exception>(() => Wait.ForAsync(cart.Add("not acknowledged")));
        await cluster.Redis.RestartAsync();
        await UntilSucceedsAsync(cart.Read, "the state after the restart");
        await cart.Add("after");
        Assert.Equal(["before", "after"], await cart.GetItems());

        // The management grain reads the membership table, on a connection of its own.
        var management = cluster.Client.GetGrain<IManagementGrain>(0);
        await UntilSucceedsAsync(
            async () => Assert.Equal(2, (await management.GetHosts(onlyActive: true)).Count), "both silos after the restart");
    }

    [Fact]
    public async Task Clusters_OfOneServiceInOneRedis_DoNotSeeEachOther()
    {
        await using var redis = await RedisServer.StartAsync();
        var one = await StartSiloAsync(redis, "cluster-one");
        var two = await StartSiloAsync(redis, "cluster-two");

        Assert.Single(await HostsOf(one));
        Assert.Single(await HostsOf(two));
        Assert.NotEqual((await HostsOf(one)).Keys.Single(), (await HostsOf(two)).Keys.Single());
        await QuietHost.StopAsync(two);
        await QuietHost.StopAsync(one);
    }

    [Fact]
    public async Task Client_OfAnotherCluster_FindsNoSilo()
    {
        await using var redis = await RedisServer.StartAsync();
        var silo = await StartSiloAsync(redis, "the-cluster");

        await Assert.ThrowsAnyAsync<Exception>(() => QuietHost.StartAsync(builder => builder.UseOrleansClient(client =>
        {
            client.UseRedisCluster(redis, "another-cluster", "the-service");
            client.UseConnectionRetryFilter((_, _) => Task.FromResult(false));
        })));

        await QuietHost.StopAsync(silo);
    }

    private static void Configure(string name, ISiloBuilder silo)
    {
        silo.AddStorage().AddStorage("named").AddReminderTable();
        silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = Period);
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(1.5);
            options.NumVotesForDeathDeclaration = 1;
            options.TableRefreshTimeout = TimeSpan.FromSeconds(2);
        });
    }

    private static async Task<IReminderGrain[]> RegisterAsync(IGrainFactory grains, string prefix)
    {
        var reminded = Enumerable.Range(0, 6).Select(i => grains.GetGrain<IReminderGrain>($"{prefix}-{i}")).ToArray();
        foreach (var grain in reminded)
        {
            await grain.Register("tick", TimeSpan.Zero, Period);
        }

        return reminded;
    }

    private static Task UntilSucceedsAsync(Func<Task> action, string expectation) => Wait.UntilAsync(
        async () =>
        {
            try
            {
                await action();
                return true;
            }
            catch (Exception)
            {
                // Redis is not reached yet.
                return false;
            }
        },
        expectation);

    private static Task UntilTickedAsync(IReminderGrain grain, int ticks)
    {
        var key = grain.GetPrimaryKeyString();
        return Wait.UntilAsync(() => Journal.Read(key).Length >= ticks, $"{ticks} ticks of '{key}'");
    }

    private static Task<IHost> StartSiloAsync(RedisServer redis, string clusterId)
    {
        var ports = LoopbackPorts.Take(2);
        return QuietHost.StartAsync(
            builder => builder.UseOrleans(silo => silo.UseRedisCluster(redis, clusterId, "the-service", ports[0], ports[1])));
    }

    private static Task<Dictionary<SiloAddress, SiloStatus>> HostsOf(IHost silo) =>
        silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
}
