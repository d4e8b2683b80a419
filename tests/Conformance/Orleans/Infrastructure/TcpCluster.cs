using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OrleansML.Conformance.Infrastructure;

/// <summary>One silo and one external client in this process, joined by real TCP on free loopback ports.</summary>
internal sealed class TcpCluster : IAsyncDisposable
{
    private readonly RedisServer? _redis;
    private readonly Func<Task<IHost>> _startSilo;

    private TcpCluster(IHost silo, IHost client, Func<Task<IHost>> startSilo, RedisServer? redis)
    {
        SiloHost = silo;
        ClientHost = client;
        _startSilo = startSilo;
        _redis = redis;
    }

    public IHost SiloHost { get; private set; }

    public IHost ClientHost { get; }

    public IGrainFactory Silo => SiloHost.Services.GetRequiredService<IGrainFactory>();

    public IClusterClient Client => ClientHost.Services.GetRequiredService<IClusterClient>();

    public static async Task<TcpCluster> StartAsync(Action<ISiloBuilder> configureSilo, Action<IClientBuilder>? configureClient = null)
    {
        var ports = LoopbackPorts.Take(2);
        var clusterId = $"conformance-{ports[0]}";
        var redis = Clustering.OverRedis ? await RedisServer.StartAsync() : null;

        try
        {
            var siloHost = await StartSiloAsync();
            var clientHost = await QuietHost.StartAsync(builder => builder.UseOrleansClient(client =>
            {
                if (redis is null)
                {
                    client.UseLocalhostClustering(ports[1], clusterId, clusterId);
                }
                else
                {
                    client.UseRedisCluster(redis, clusterId, clusterId);
                }

                configureClient?.Invoke(client);
            }));

            return new TcpCluster(siloHost, clientHost, StartSiloAsync, redis);
        }
        catch when (redis is not null)
        {
            await redis.DisposeAsync();
            throw;
        }

        Task<IHost> StartSiloAsync() => QuietHost.StartAsync(builder => builder.UseOrleans(silo =>
        {
            if (redis is null)
            {
                silo.UseLocalhostClustering(ports[0], ports[1], null, clusterId, clusterId);
            }
            else
            {
                silo.UseRedisCluster(redis, clusterId, clusterId, ports[0], ports[1]);
            }

            configureSilo(silo);
        }));
    }

    /// <summary>Stops the silo within the given time and starts another one on its ports.</summary>
    public async Task ReplaceSiloAsync(TimeSpan stopTime)
    {
        using var impatient = new CancellationTokenSource(stopTime);
        await SiloHost.StopAsync(impatient.Token);
        SiloHost.Dispose();
        SiloHost = await _startSilo();
    }

    public async ValueTask DisposeAsync()
    {
        await QuietHost.StopAsync(ClientHost);
        await QuietHost.StopAsync(SiloHost);
        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }
    }
}
