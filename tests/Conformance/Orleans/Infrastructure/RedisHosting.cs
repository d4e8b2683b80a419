using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Persistence;
using StackExchange.Redis;

namespace OrleansML.Conformance.Infrastructure;

/// <summary>Silos and clients over TCP whose membership, state and reminders are in a Redis server.</summary>
internal static class RedisHosting
{
    /// <summary>How to reach a server; a lost connection is made again at once, so that tests need not wait for it.</summary>
    public static ConfigurationOptions GetOptions(this RedisServer redis)
    {
        var options = ConfigurationOptions.Parse(redis.ConnectionString);
        options.AbortOnConnectFail = false;
        options.ReconnectRetryPolicy = new LinearRetry(200);
        return options;
    }

    /// <summary>Makes a silo a member of a cluster, on the given ports; without a gateway where its port is 0.</summary>
    public static ISiloBuilder UseRedisCluster(
        this ISiloBuilder silo, RedisServer redis, string clusterId, string serviceId, int siloPort = 0, int gatewayPort = 0)
    {
        // Found again by AddStorage and AddReminders.
        silo.Services.AddSingleton(redis);
        silo.UseRedisClustering(options => options.ConfigurationOptions = redis.GetOptions());
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (clusterId, serviceId));
        silo.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = IPAddress.Loopback;
            (options.SiloPort, options.GatewayPort) = (siloPort, gatewayPort);
        });
        return silo;
    }

    /// <summary>Connects a client to the silos of a cluster.</summary>
    public static IClientBuilder UseRedisCluster(this IClientBuilder client, RedisServer redis, string clusterId, string serviceId)
    {
        client.UseRedisClustering(options => options.ConfigurationOptions = redis.GetOptions());
        client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1));
        return client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (clusterId, serviceId));
    }

    /// <summary>Adds grain storage under a name: in Redis in a cluster that is in Redis, otherwise in memory.</summary>
    public static ISiloBuilder AddStorage(this ISiloBuilder silo, string name = "Default") => silo.FindRedis() is { } redis
        ? silo.AddRedisGrainStorage(name, (RedisStorageOptions options) => options.ConfigurationOptions = redis.GetOptions())
        : silo.AddMemoryGrainStorage(name);

    /// <summary>Adds reminders: in Redis in a cluster that is in Redis, otherwise in memory.</summary>
    public static ISiloBuilder AddReminderTable(this ISiloBuilder silo) => silo.FindRedis() is { } redis
        ? silo.UseRedisReminderService(options => options.ConfigurationOptions = redis.GetOptions())
        : silo.UseInMemoryReminderService();

    /// <summary>The server of a silo whose cluster is in Redis, otherwise null.</summary>
    public static RedisServer? FindRedis(this ISiloBuilder silo) =>
        silo.Services.FirstOrDefault(service => service.ServiceType == typeof(RedisServer))?.ImplementationInstance as RedisServer;
}
