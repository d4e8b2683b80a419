using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.GrainDirectory;
using Orleans.GrainDirectory.Redis;
using Orleans.Messaging;

namespace OrleansML.Conformance.Redis;

/// <summary>
/// A silo and a client that never start, for the parts in Redis that they hold: what a table promises does not depend on the silo.
/// </summary>
internal sealed class RedisParts : IAsyncDisposable
{
    private const string DirectoryName = "tested";
    private readonly IHost _silo;
    private readonly IHost _client;

    private RedisParts(IHost silo, IHost client)
    {
        _silo = silo;
        _client = client;
    }

    public static RedisParts Create(RedisServer redis, string clusterId, string serviceId)
    {
        var silo = QuietHost.CreateBuilder();
        silo.UseOrleans(builder =>
        {
            builder.UseRedisCluster(redis, clusterId, serviceId, siloPort: 1);
            builder.AddReminderTable();
            builder.AddRedisGrainDirectory(
                DirectoryName, (RedisGrainDirectoryOptions options) => options.ConfigurationOptions = redis.GetOptions());
        });
        var client = QuietHost.CreateBuilder();
        client.UseOrleansClient(builder => builder.UseRedisCluster(redis, clusterId, serviceId));
        return new RedisParts(silo.Build(), client.Build());
    }

    public async Task<IMembershipTable> GetMembershipTableAsync()
    {
        var table = _silo.Services.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true);
        return table;
    }

    public async Task<IGatewayListProvider> GetGatewayListAsync()
    {
        var list = _client.Services.GetRequiredService<IGatewayListProvider>();
        await list.InitializeGatewayListProviderAsync();
        return list;
    }

    public async Task<IReminderTable> GetReminderTableAsync()
    {
        var table = _silo.Services.GetRequiredService<IReminderTable>();
        await table.StartAsync();
        return table;
    }

    public async Task<IGrainDirectory> GetDirectoryAsync()
    {
        var directory = _silo.Services.GetRequiredKeyedService<IGrainDirectory>(DirectoryName);
        await Assert.IsType<RedisGrainDirectory>(directory).Initialize();
        return directory;
    }

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)_client).DisposeAsync();
        await ((IAsyncDisposable)_silo).DisposeAsync();
    }
}
