using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Runtime.Placement;
using OrleansML.Conformance.Placement;
using OrleansML.Conformance.Serialization;

namespace OrleansML.Conformance.Networking;

/// <summary>Two silos whose connections with each other all go through proxies.</summary>
public sealed class SiloLinkTests : IAsyncLifetime
{
    private readonly int[] _ports = LoopbackPorts.Take(4);
    private Hosts _hosts = null!;
    private TcpProxy[] _proxies = [];
    private IHost[] _silos = [];

    public Task InitializeAsync()
    {
        _hosts = Hosts.Create();
        _proxies = [new(_ports[0]), new(_ports[2])];
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        foreach (var proxy in _proxies)
        {
            proxy.Thaw();
        }

        await _hosts.DisposeAsync();
        foreach (var proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }
    }

    [Fact]
    public async Task SiloListeningEndpoint_DiffersFromTheAdvertisedOne_SilosReachEachOtherThroughTheAdvertisedOne()
    {
        await StartSilosAsync(static _ => { });

        var grain = await PlaceOnSecondSiloAsync();

        Assert.Equal(_proxies[1].Port, (await grain.GetSilo()).Endpoint.Port);
        Assert.True(_proxies[0].Accepted + _proxies[1].Accepted > 0);
    }

    [StandInFact("calls wait for the membership or for their timeout")]
    public async Task Freeze_MembershipSeesNothing_CallsFailWithinSecondsAndAreAnsweredAgainAfterwards()
    {
        await StartSilosAsync(static silo =>
        {
            silo.Configure<ClusterMembershipOptions>(static options => options.LivenessEnabled = false);
            silo.Configure<ConnectionOptions>(static options => options.OpenConnectionTimeout = TimeSpan.FromSeconds(1));
        });
        var grain = await PlaceOnSecondSiloAsync();
        var client = await _hosts.StartClientAsync([_ports[1]]);
        var forwardedTo = await PlaceOnSecondSiloAsync();
        var call = grain.PassGate("links-are-frozen");
        var forwarded = Hosts.GrainsOf(client).GetGrain<IRandomPlacedGrain>(forwardedTo.GetPrimaryKeyString()).PassGate("links-are-frozen");
        await Journal.UntilAsync(grain.GetPrimaryKeyString(), "waiting");
        await Journal.UntilAsync(forwardedTo.GetPrimaryKeyString(), "waiting");

        Array.ForEach(_proxies, static proxy => proxy.Freeze());

        var exception = await Assert.ThrowsAsync<SiloUnavailableException>(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Contains("was lost while", exception.Message);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => forwarded.WaitAsync(TimeSpan.FromSeconds(20)));
        Array.ForEach(_proxies, static proxy => proxy.Thaw());
        Gate.Open("links-are-frozen");
        await Wait.UntilAsync(
            async () =>
            {
                try
                {
                    return Hosts.AddressOf(_silos[1]).Equals(await grain.GetSilo());
                }
                catch (OrleansException)
                {
                    return false;
                }
            },
            "an answer of the second silo");
    }

    [StandInFact("probes wait behind large arguments on the one connection")]
    public async Task Send_LargeArgumentTakesLongerThanProbesMay_SiloStaysAlive()
    {
        await StartSilosAsync(static silo => silo.Configure<ClusterMembershipOptions>(static options => options.EnableConnectionLivenessCheck = false));
        var echo = await PlaceEchoOnSecondSiloAsync();
        Array.ForEach(_proxies, static proxy => proxy.BytesPerSecond = 1_000_000);

        // Six seconds each way, twice as long as a silo may be silent.
        var answer = await echo.EchoBytes(new byte[6_000_000]).WaitAsync(Wait.Deadline);

        Assert.Equal(6_000_000, answer.Length);
        var oracle = _silos[0].Services.GetRequiredService<ISiloStatusOracle>();
        Assert.Equal(SiloStatus.Active, oracle.GetApproximateSiloStatus(Hosts.AddressOf(_silos[1])));
    }

    [Fact]
    public async Task ConnectionsPerEndpoint_IsTwo_CallsBetweenSilosAreAnswered()
    {
        await StartSilosAsync(static silo => silo.Configure<ConnectionOptions>(static options => options.ConnectionsPerEndpoint = 2));

        var grains = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PlaceOnSecondSiloAsync()));

        Assert.All(await Task.WhenAll(grains.Select(static grain => grain.GetSilo())), silo => Assert.Equal(Hosts.AddressOf(_silos[1]), silo));
    }

    private async Task StartSilosAsync(Action<ISiloBuilder> configure)
    {
        _silos = [await StartAsync(0), await StartAsync(1)];

        Task<IHost> StartAsync(int index) => _hosts.StartSiloAsync(_proxies[index].Port, _ports[(2 * index) + 1], silo =>
        {
            silo.Configure<EndpointOptions>(options => options.SiloListeningEndpoint = new IPEndPoint(IPAddress.Loopback, _ports[2 * index]));
            configure(silo);
        });
    }

    private async Task<IRandomPlacedGrain> PlaceOnSecondSiloAsync()
    {
        IRandomPlacedGrain? found = null;
        await Wait.UntilAsync(
            async () =>
            {
                found = Hosts.GrainsOf(_silos[0]).GetGrain<IRandomPlacedGrain>($"{Guid.NewGuid()}");
                return Hosts.AddressOf(_silos[1]).Equals(await found.GetSilo());
            },
            "a grain on the second silo");
        return found!;
    }

    private async Task<IEchoGrain> PlaceEchoOnSecondSiloAsync()
    {
        var grains = Hosts.GrainsOf(_silos[0]);
        IEchoGrain? echo = null;
        var key = 1_000_000L;
        await Wait.UntilAsync(
            async () =>
            {
                echo = grains.GetGrain<IEchoGrain>(key++);
                RequestContext.Set(IPlacementDirector.PlacementHintKey, Hosts.AddressOf(_silos[1]));
                await echo.EchoBytes([1]);
                RequestContext.Remove(IPlacementDirector.PlacementHintKey);
                return Hosts.AddressOf(_silos[1]).Equals(await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(echo));
            },
            "a grain on the second silo");
        return echo!;
    }
}
