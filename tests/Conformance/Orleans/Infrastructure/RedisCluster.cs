using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace OrleansML.Conformance.Infrastructure;

/// <summary>A cluster whose silos talk over TCP and find each other in a Redis server of their own.</summary>
internal sealed class RedisCluster : ITestCluster
{
    private readonly List<(TestSilo Silo, IHost Host)> _silos = [];
    private readonly RedisServer _redis;
    private readonly Action<string, ISiloBuilder> _configure;
    private readonly string _id;
    private IHost? _client;
    private int _started;

    private RedisCluster(RedisServer redis, Action<string, ISiloBuilder> configure)
    {
        _redis = redis;
        _configure = configure;
        _id = $"conformance-{redis.Port}";
    }

    public RedisServer Redis => _redis;

    public IClusterClient Client => _client!.Services.GetRequiredService<IClusterClient>();

    public IReadOnlyList<TestSilo> Silos => [.. _silos.Select(each => each.Silo)];

    public static async Task<RedisCluster> StartAsync(int silos, Action<string, ISiloBuilder> configure)
    {
        var cluster = new RedisCluster(await RedisServer.StartAsync(), configure);
        try
        {
            for (var i = 0; i < silos; i++)
            {
                await cluster.StartAdditionalSiloAsync();
            }

            cluster._client = await QuietHost.StartAsync(
                builder => builder.UseOrleansClient(client => client.UseRedisCluster(cluster._redis, cluster._id, cluster._id)));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async Task<TestSilo> StartAdditionalSiloAsync()
    {
        var name = $"Silo_{_started++}";
        var ports = LoopbackPorts.Take(2);
        var host = await QuietHost.StartAsync(builder => builder.UseOrleans(silo =>
        {
            silo.UseRedisCluster(_redis, _id, _id, ports[0], ports[1]);
            silo.Configure<SiloOptions>(options => options.SiloName = name);
            _configure(name, silo);
        }));
        var silo = TestSilo.Of(host.Services);
        _silos.Add((silo, host));
        return silo;
    }

    public Task StopSiloAsync(TestSilo silo) => QuietHost.StopAsync(Remove(silo));

    public Task KillSiloAsync(TestSilo silo) => QuietHost.KillAsync(Remove(silo));

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await QuietHost.StopAsync(_client);
        }

        foreach (var (_, host) in _silos)
        {
            await QuietHost.StopAsync(host);
        }

        await _redis.DisposeAsync();
    }

    private IHost Remove(TestSilo silo)
    {
        var found = _silos.Single(each => each.Silo == silo);
        _silos.Remove(found);
        return found.Host;
    }
}
