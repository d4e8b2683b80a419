using System.Net;
using Orleans.GrainDirectory;

namespace OrleansML.Conformance.Redis;

/// <summary>What a grain directory in Redis promises to silos.</summary>
public sealed class GrainDirectoryTests(RedisFixture fixture) : IClassFixture<RedisFixture>, IAsyncLifetime
{
    private readonly GrainId _grain = GrainId.Create("placed", Guid.NewGuid().ToString("N"));
    private readonly string _serviceId = RedisFixture.NewId();
    private RedisParts? _parts;
    private IGrainDirectory? _directory;

    private IGrainDirectory Directory => _directory!;

    public async Task InitializeAsync()
    {
        _parts = RedisParts.Create(fixture.Server, RedisFixture.NewId(), _serviceId);
        _directory = await _parts.GetDirectoryAsync();
    }

    public async Task DisposeAsync() => await _parts!.DisposeAsync();

    [Fact]
    public async Task Lookup_NotRegistered_IsNull() => Assert.Null(await Directory.Lookup(_grain));

    [Fact]
    public async Task Register_First_IsFoundWithAllItsParts()
    {
        var address = Address(1);

        Assert.Equal(address, await Directory.Register(address));

        Assert.Equal(address, await Directory.Lookup(_grain));
    }

    [Fact]
    public async Task Register_AnotherIsThere_ReturnsTheOneThatIsThere()
    {
        var winner = Address(1);
        await Directory.Register(winner);

        Assert.Equal(winner, await Directory.Register(Address(2)));

        Assert.Equal(winner, await Directory.Lookup(_grain));
    }

    [Fact]
    public async Task Register_SameAgain_ReturnsIt()
    {
        var address = Address(1);
        await Directory.Register(address);

        Assert.Equal(address, await Directory.Register(address));
    }

    [Fact]
    public async Task Register_InPlaceOfTheOneThatIsThere_ReplacesIt()
    {
        var previous = Address(1);
        await Directory.Register(previous);
        var next = Address(2);

        Assert.Equal(next, await Directory.Register(next, previous));

        Assert.Equal(next, await Directory.Lookup(_grain));
    }

    [Fact]
    public async Task Register_InPlaceOfAnEarlierOne_ReturnsTheOneThatIsThere()
    {
        var earlier = Address(1);
        await Directory.Register(earlier);
        var current = Address(2);
        await Directory.Register(current, earlier);

        Assert.Equal(current, await Directory.Register(Address(3), earlier));

        Assert.Equal(current, await Directory.Lookup(_grain));
    }

    [Fact]
    public async Task Unregister_TheOneThatIsThere_RemovesIt()
    {
        var address = Address(1);
        await Directory.Register(address);

        await Directory.Unregister(address);

        Assert.Null(await Directory.Lookup(_grain));
    }

    [Fact]
    public async Task Unregister_AnotherActivation_ChangesNothing()
    {
        var address = Address(1);
        await Directory.Register(address);

        await Directory.Unregister(Address(1));

        Assert.Equal(address, await Directory.Lookup(_grain));
    }

    [Fact]
    public async Task UnregisterSilos_OfADeadSilo_LetsItsGrainsBeActivatedElsewhere()
    {
        var lost = Address(1);
        await Directory.Register(lost);
        await Directory.UnregisterSilos([lost.SiloAddress!]);

        var next = Address(2);
        var previous = await Directory.Lookup(_grain);

        Assert.Equal(next, await Directory.Register(next, previous));
    }

    [Fact]
    public async Task Lookup_OfAnotherCluster_IsNull()
    {
        await Directory.Register(Address(1));
        await using var other = RedisParts.Create(fixture.Server, RedisFixture.NewId(), _serviceId);

        Assert.Null(await (await other.GetDirectoryAsync()).Lookup(_grain));
    }

    [Fact]
    public async Task Register_EightAtOnce_AllHearOfTheSameWinner()
    {
        for (var round = 0; round < 20; round++)
        {
            var grain = GrainId.Create("placed", $"{_grain.Key}-{round}");
            var addresses = Enumerable.Range(1, 8).Select(port => Address(port, grain)).ToArray();

            var answers = await Task.WhenAll(addresses.Select(address => Task.Run(() => Directory.Register(address))));

            var winner = Assert.Single(answers.Distinct());
            Assert.Contains(winner, addresses);
            Assert.Equal(winner, await Directory.Lookup(grain));
        }
    }

    [Fact]
    public async Task Register_ServerRefusesWrites_ThrowsAndRegistersNothing()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var parts = RedisParts.Create(redis, "the-cluster", "the-service");
        var directory = await parts.GetDirectoryAsync();
        Assert.Equal("+OK", await redis.CommandAsync("CONFIG", "SET", "min-replicas-to-write", "1"));

        var exception = await Assert.ThrowsAsync<OrleansException>(() => directory.Register(Address(1)));

        Assert.Contains("NOREPLICAS", exception.Message, StringComparison.Ordinal);
        Assert.Null(await directory.Lookup(_grain));
    }

    [Fact]
    public async Task Lookup_ServerIsKilled_ThrowsAndFindsTheEntryAfterTheRestart()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var parts = RedisParts.Create(redis, "the-cluster", "the-service");
        var directory = await parts.GetDirectoryAsync();
        var address = Address(1);
        await directory.Register(address);
        await redis.KillAsync();

        await Assert.ThrowsAsync<OrleansException>(() => directory.Lookup(_grain));
        await redis.RestartAsync();

        await Wait.UntilAsync(
            async () =>
            {
                try
                {
                    return address.Equals(await directory.Lookup(_grain));
                }
                catch (OrleansException)
                {
                    return false;
                }
            },
            "the entry after the restart");
    }

    private GrainAddress Address(int port, GrainId? grain = null) => new()
    {
        GrainId = grain ?? _grain,
        ActivationId = ActivationId.NewId(),
        SiloAddress = SiloAddress.New(IPAddress.Loopback, port, 7),
        MembershipVersion = new MembershipVersion(11),
    };
}
