using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Persistence;
using Orleans.Storage;
using OrleansML.Conformance.State;
using StackExchange.Redis;

namespace OrleansML.Conformance.Redis;

/// <summary>Who makes and who disposes the connections to Redis.</summary>
public sealed class MultiplexerTests(RedisFixture fixture) : IClassFixture<RedisFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CreateMultiplexer_SharedOrNot_IsUsedUntilTheSiloHasEndedAndDisposedOnlyIfNotShared(bool isShared)
    {
        await using var multiplexer = await ConnectionMultiplexer.ConnectAsync(fixture.Server.GetOptions());
        var host = await StartAsync(options =>
        {
            options.ConfigurationOptions = fixture.Server.GetOptions();
            options.CreateMultiplexer = _ => Task.FromResult<(IConnectionMultiplexer, bool)>((multiplexer, isShared));
        });
        var state = new GrainState<Note>(new Note { Text = "while stopping" });
        var storage = host.Services.GetRequiredKeyedService<IGrainStorage>("tested");

        await host.StopAsync();

        // Grains still write while the silo stops, and what stops after it may do so too.
        await storage.WriteStateAsync("note", GrainId.Create("cart", RedisFixture.NewId()), state);
        await ((IAsyncDisposable)host).DisposeAsync();
        if (isShared)
        {
            await multiplexer.GetDatabase().PingAsync();
        }
        else
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => multiplexer.GetDatabase().PingAsync());
        }
    }

    [Fact]
    public async Task Start_RedisIsDownAndTheConnectionMayBeMadeLater_StartsAndWorksOnceRedisIsThere()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.KillAsync();
        var host = await StartAsync(options => options.ConfigurationOptions = redis.GetOptions());
        var storage = host.Services.GetRequiredKeyedService<IGrainStorage>("tested");

        await redis.RestartAsync();

        await Wait.UntilAsync(
            async () =>
            {
                try
                {
                    var state = new GrainState<Note>();
                    await storage.ReadStateAsync("note", GrainId.Create("cart", "x"), state);
                    return !state.RecordExists;
                }
                catch (Orleans.Persistence.Redis.RedisStorageException)
                {
                    return false;
                }
            },
            "an answer of the server that was started later");
        await QuietHost.StopAsync(host);
    }

    [Fact]
    public async Task Start_RedisIsDownAndTheConnectionMustBeMadeAtOnce_Throws()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.KillAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(options =>
        {
            options.ConfigurationOptions = redis.GetOptions();
            options.ConfigurationOptions.AbortOnConnectFail = true;
            options.ConfigurationOptions.ConnectRetry = 1;
        }));
    }

    [Fact]
    public void ValidateConfiguration_NoConfigurationOptions_ThrowsNamingTheProvider()
    {
        var builder = QuietHost.CreateBuilder();
        builder.UseOrleans(silo =>
        {
            silo.UseRedisClustering(static _ => { });
            silo.AddRedisGrainStorage("the-storage");
            silo.UseRedisReminderService(static _ => { });
            silo.AddRedisGrainDirectory("the-directory", static (RedisGrainDirectoryOptions _) => { });
        });
        using var host = builder.Build();

        var messages = host.Services.GetServices<IConfigurationValidator>().Select(Validate).OfType<OrleansConfigurationException>()
            .Select(exception => exception.Message)
            .Where(message => message.Contains("ConfigurationOptions", StringComparison.Ordinal)).ToArray();

        Assert.Contains(messages, message => message.Contains("RedisClusteringOptions", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Contains("the-storage", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Contains("RedisReminderTableOptions", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Contains("the-directory", StringComparison.Ordinal));
    }

    private static Exception? Validate(IConfigurationValidator validator) => Record.Exception(validator.ValidateConfiguration);

    private static Task<IHost> StartAsync(Action<RedisStorageOptions> configure) => QuietHost.StartAsync(
        builder => builder.UseOrleans(silo =>
        {
            var ports = LoopbackPorts.Take(2);
            silo.UseLocalhostClustering(ports[0], ports[1]);
            silo.AddRedisGrainStorage("tested", configure);
        }));
}
