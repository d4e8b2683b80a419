using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Persistence;
using Orleans.Storage;

namespace OrleansML.Conformance.Redis;

/// <summary>A silo with two grain storages in Redis: one keeps an ETag when a state is cleared, one deletes the record.</summary>
internal sealed class StorageSilo : IAsyncDisposable
{
    public const string Keeping = "keeping";
    public const string Deleting = "deleting";
    private readonly IHost _host;

    private StorageSilo(IHost host) => _host = host;

    public static async Task<StorageSilo> StartAsync(RedisServer redis, string serviceId) => new(await QuietHost.StartAsync(
        builder => builder.UseOrleans(silo =>
        {
            var ports = LoopbackPorts.Take(2);
            silo.UseLocalhostClustering(ports[0], ports[1], null, serviceId, serviceId);
            silo.AddRedisGrainStorage(Keeping, (RedisStorageOptions options) => options.ConfigurationOptions = redis.GetOptions());
            silo.AddRedisGrainStorage(Deleting, (RedisStorageOptions options) =>
            {
                options.ConfigurationOptions = redis.GetOptions();
                options.DeleteStateOnClear = true;
            });
        })));

    public IGrainStorage Get(string name) => _host.Services.GetRequiredKeyedService<IGrainStorage>(name);

    public async ValueTask DisposeAsync() => await QuietHost.StopAsync(_host);
}
