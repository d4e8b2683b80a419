using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.GrainDirectory;
using Orleans.Storage;
using OrleansML.Conformance.State;
using StackExchange.Redis;

namespace OrleansML.Conformance.Redis;

/// <summary>A write that reaches Redis twice is no conflict with itself.</summary>
public sealed class RepeatedWriteTests(RedisFixture fixture) : IClassFixture<RedisFixture>
{
    private const string Officially = "the second delivery of a write finds the first one and is refused.";

    [StandInFact(Officially)]
    public async Task Membership_RowsAreWrittenTwice_BothAreAcknowledgedOnce()
    {
        using var host = await BuildAsync();
        var table = host.Services.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true);

        await table.InsertAsync(MembershipRows.Create(1));
        var data = await table.ReadAllAsync();
        Assert.True(await table.UpdateRowAsync(MembershipRows.Create(1, SiloStatus.Dead), data.Members[0].Item2, data.Version.Next()));

        Assert.Equal(2, (await table.ReadAllAsync()).Version.Version);
    }

    [StandInFact(Officially)]
    public async Task Storage_StateIsWrittenAndClearedTwice_IsAcknowledged()
    {
        using var host = await BuildAsync();
        var storage = host.Services.GetRequiredKeyedService<IGrainStorage>("Default");
        var grain = GrainId.Create("cart", "twice");
        var state = new GrainState<Note>(new Note { Text = "first" });

        await storage.WriteStateAsync("note", grain, state);
        state.State!.Text = "second";
        await storage.WriteStateAsync("note", grain, state);
        await storage.ClearStateAsync("note", grain, state);
        state.State!.Text = "third";
        await storage.WriteStateAsync("note", grain, state);

        var read = new GrainState<Note>();
        await storage.ReadStateAsync("note", grain, read);
        Assert.Equal(("third", state.ETag), (read.State!.Text, read.ETag));
    }

    [StandInFact(Officially)]
    public async Task Directory_ReplacementIsRegisteredTwice_TheNewActivationHasWon()
    {
        using var host = await BuildAsync();
        var directory = host.Services.GetRequiredKeyedService<IGrainDirectory>("tested");
        var previous = Address();
        var next = Address();

        Assert.Equal(previous, await directory.Register(previous));
        Assert.Equal(next, await directory.Register(next, previous));
    }

    private static GrainAddress Address() => new()
    {
        GrainId = GrainId.Create("placed", "twice"),
        ActivationId = ActivationId.NewId(),
        SiloAddress = MembershipRows.Create(1).SiloAddress,
        MembershipVersion = new MembershipVersion(1),
    };

    private async Task<IHost> BuildAsync()
    {
        IConnectionMultiplexer twice = TwiceDelivering.Wrap(await ConnectionMultiplexer.ConnectAsync(fixture.Server.GetOptions()));
        var builder = QuietHost.CreateBuilder();
        builder.UseOrleans(silo =>
        {
            var id = RedisFixture.NewId();
            silo.UseRedisCluster(fixture.Server, id, id, siloPort: 1);
            silo.UseRedisClustering(options => options.CreateMultiplexer = _ => Task.FromResult((twice, true)));
            silo.AddRedisGrainStorage("Default", (Orleans.Persistence.RedisStorageOptions options) =>
            {
                options.ConfigurationOptions = fixture.Server.GetOptions();
                options.CreateMultiplexer = _ => Task.FromResult((twice, true));
            });
            silo.AddRedisGrainDirectory("tested", (RedisGrainDirectoryOptions options) =>
            {
                options.ConfigurationOptions = fixture.Server.GetOptions();
                options.CreateMultiplexer = _ => Task.FromResult((twice, true));
            });
        });
        return builder.Build();
    }
}
