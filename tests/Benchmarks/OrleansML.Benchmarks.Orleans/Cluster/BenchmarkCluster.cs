using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using OrleansML.Benchmarks.GrainCalls;
using OrleansML.Testing.Servers;

namespace OrleansML.Benchmarks.Cluster;

/// <summary>Silo processes that find each other in a Redis server of their own, and a client in this process.</summary>
internal sealed class BenchmarkCluster : IAsyncDisposable
{
    private const int LongestSearch = 100_000;

    private static readonly TimeSpan LongestSpread = TimeSpan.FromMinutes(1);

    private readonly ClusterSettings _settings;
    private readonly List<SiloProcess> _silos = [];
    private IHost? _client;

    private BenchmarkCluster(RedisServer redis, ClusterSettings settings)
    {
        Redis = redis;
        _settings = settings;
    }

    public RedisServer Redis { get; }

    public IReadOnlyList<SiloProcess> Silos => _silos;

    public IGrainFactory Grains => (_client ?? throw new InvalidOperationException("The client is not connected.")).Grains();

    /// <summary>Starts Redis and silos; there is no client until <see cref="ConnectAsync"/>.</summary>
    public static async Task<BenchmarkCluster> StartAsync(int silos, ClusterSettings settings = default)
    {
        var cluster = new BenchmarkCluster(await RedisServer.StartAsync(), settings);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, silos).Select(_ => cluster.AddSiloAsync()));
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }

        return cluster;
    }

    /// <summary>The names that silos and clients of a cluster share.</summary>
    public static void Identify(ClusterOptions options)
    {
        options.ServiceId = "benchmark";
        options.ClusterId = "benchmark";
    }

    public async Task AddSiloAsync()
    {
        var silo = await SiloProcess.StartAsync(Redis.ConnectionString, _settings);
        lock (_silos)
            _silos.Add(silo);
    }

    /// <summary>Connects a client, which finds the gateways of all silos that are active now; the one before it ends.</summary>
    public async Task ConnectAsync()
    {
        await DisconnectAsync();
        var builder = BenchmarkSilo.CreateBuilder();
        builder.UseOrleansClient(client => client
            .UseRedisClustering(Redis.ConnectionString)
            .Configure<ClusterOptions>(options => Identify(options)));
        _client = builder.Build();
        await _client.StartAsync();
    }

    /// <summary>Finds grains on each silo, so that a load does not depend on where they happen to be.</summary>
    /// <param name="perSilo">How many on each.</param>
    /// <param name="locate">Where the grain of a key is, as a process.</param>
    /// <param name="firstKey">The first key that is tried.</param>
    /// <returns>Keys by process.</returns>
    /// <exception cref="TimeoutException">A silo does not get its share.</exception>
    public async Task<Dictionary<int, List<long>>> SpreadAsync(int perSilo, Func<long, Task<int>> locate, long firstKey = 0)
    {
        var keys = _silos.ToDictionary(silo => silo.Id, _ => new List<long>(perSilo));
        var started = Stopwatch.GetTimestamp();
        for (var key = firstKey; keys.Values.Any(found => found.Count < perSilo); key++)
        {
            if (key - firstKey == LongestSearch || Stopwatch.GetElapsedTime(started) > LongestSpread)
            {
                var counts = string.Join(", ", keys.Values.Select(found => found.Count));
                throw new TimeoutException($"Not every silo has {perSilo} grains; they have {counts}.");
            }

            if (keys.TryGetValue(await locate(key), out var found) && found.Count < perSilo)
                found.Add(key);
        }

        return keys;
    }

    public Task<Dictionary<int, List<long>>> SpreadAsync(int perSilo) =>
        SpreadAsync(perSilo, async key => ActivationIdentity.ProcessOf(await Grains.GetGrain<IPlacedGrain>(key).Identify()));

    public async ValueTask DisposeAsync()
    {
        // The silos first: a client of a cluster that ends with it would wait for answers.
        foreach (var silo in _silos)
            silo.Dispose();
        await DisconnectAsync();
        await Redis.DisposeAsync();
    }

    private async Task DisconnectAsync()
    {
        if (_client is null)
            return;

        await _client.StopAsync(new CancellationToken(canceled: true));
        _client.Dispose();
    }
}
