using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using OrleansML.Conformance.Identity;
using OrleansML.Conformance.Placement;

namespace OrleansML.Conformance.Networking;

/// <summary>What a client does when gateways freeze, fall away, leave and come back. Every gateway stands behind a proxy.</summary>
public sealed class GatewayTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly int[] _ports = LoopbackPorts.Take(4);
    private readonly ConcurrentQueue<string> _events = new();
    private Hosts _hosts = null!;
    private TcpProxy[] _gateways = [];
    private IHost[] _silos = [];
    private IHost _client = null!;

    private IGrainFactory Grains => Hosts.GrainsOf(_client);

    public async Task InitializeAsync()
    {
        _hosts = Hosts.Create();
        _gateways = [new(_ports[1]), new(_ports[3])];
        _silos = [await _hosts.StartSiloAsync(_ports[0], _gateways[0]), await _hosts.StartSiloAsync(_ports[2], _gateways[1])];
        _client = await _hosts.StartClientAsync([_gateways[0].Port, _gateways[1].Port], Configure);
        await Wait.UntilAsync(() => _gateways.All(static gateway => gateway.Accepted > 0), "a connection with each gateway");
    }

    public async Task DisposeAsync()
    {
        foreach (var gateway in _gateways)
        {
            gateway.Thaw();
        }

        await _hosts.DisposeAsync();
        foreach (var gateway in _gateways)
        {
            await gateway.DisposeAsync();
        }
    }

    [StandInFact("a frozen gateway is noticed at the next refresh of the gateway list, and calls on it time out")]
    public async Task Freeze_CallsWaitOnTheGateway_FailWithinSecondsAndLaterOnesGoElsewhere()
    {
        _gateways[0].Freeze();
        var watch = Stopwatch.StartNew();
        var calls = Enumerable.Range(0, 16).Select(i => Grains.GetGrain<IStringKeyGrain>($"frozen-{i}").GetKey()).ToArray();

        var outcomes = await Task.WhenAll(calls.Select(OutcomeAsync)).WaitAsync(Wait.Deadline);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"The last call ended after {watch.Elapsed}; the response timeout is 30 s.");
        Assert.All(outcomes.OfType<Exception>(), static exception => Assert.IsType<SiloUnavailableException>(exception));
        Assert.Contains(outcomes, static outcome => outcome is SiloUnavailableException);
        Assert.Contains(outcomes, static outcome => outcome is null);
        await AssertAllAnsweredAsync("after-freeze", 32);
    }

    [StandInFact("a frozen gateway is noticed at the next refresh of the gateway list")]
    public async Task Thaw_GatewayWasFrozen_IsUsedAgain()
    {
        _gateways[0].Freeze();
        await Wait.UntilAsync(() => _events.Contains("1 of 2"), "the loss of the frozen gateway");

        _gateways[0].Thaw();

        await Wait.UntilAsync(() => _events.Contains("2 of 1"), "the return of the gateway");
        await AssertAllAnsweredAsync("after-thaw", 32);
    }

    [StandInFact("calls of grains that map to the lost gateway can wait for their timeout")]
    public async Task Cut_OneOfTwoGateways_CallsGoOnThroughTheOther()
    {
        _gateways[0].Cut();

        for (var i = 0; i < 32; i++)
        {
            await UntilAnsweredAsync($"after-cut-{i}");
        }
    }

    [StandInFact("calls wait for a connection attempt first, and a lost gateway is masked for a minute")]
    public async Task Cut_AllGateways_CallsFailAtOnceAndTheClientReconnectsByItself()
    {
        foreach (var gateway in _gateways)
        {
            gateway.Cut();
        }

        await Wait.UntilAsync(() => _events.Contains("lost"), "the loss of all gateways");
        var watch = Stopwatch.StartNew();
        var exception = await Assert.ThrowsAsync<SiloUnavailableException>(() => Grains.GetGrain<IStringKeyGrain>("nowhere").GetKey());

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"The call failed after {watch.Elapsed}; the response timeout is 30 s.");
        Assert.Contains("not connected to any gateway", exception.Message);
        Assert.Contains($"127.0.0.1:{_gateways[0].Port}", exception.Message);

        _gateways[1].Restore();
        await UntilAnsweredAsync("one-is-back");
        _gateways[0].Restore();
        await Wait.UntilAsync(() => _events.Count(static entry => entry == "2 of 1") > 0, "both gateways");
        Assert.Equal("1 of 0 recovered", _events.Last(static entry => entry.EndsWith("recovered", StringComparison.Ordinal)));
        await AssertAllAnsweredAsync("both-are-back", 32);
    }

    [StandInFact("the list is read once a minute, whatever happens")]
    public async Task Cut_GatewayListHasChanged_IsReadAtOnce()
    {
        await using var third = new TcpProxy(_ports[1]);
        var list = _client.Services.GetRequiredService<ChangingGatewayList>();
        list.Ports = [third.Port, _gateways[1].Port];

        _gateways[0].Cut();

        await Wait.UntilAsync(() => third.Accepted > 0, "a connection with the gateway that is new in the list");
        await AssertAllAnsweredAsync("new-list", 32);
    }

    [StandInFact("calls in flight through a gateway that stops fail")]
    public async Task Stop_GatewayLeavesGracefully_NoCallFails()
    {
        // Grains on the silo that stays: this is about the way there.
        var stays = Hosts.GrainsOf(_silos[0]);
        var keys = Enumerable.Range(0, 64).Select(static i => $"leaving-{i}").ToArray();
        foreach (var key in keys)
        {
            Assert.Equal(Hosts.AddressOf(_silos[0]), await stays.GetGrain<IPreferLocalPlacedGrain>(key).GetSilo());
        }

        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            for (var i = worker; !stop.IsCancellationRequested; i++)
            {
                await Grains.GetGrain<IPreferLocalPlacedGrain>(keys[i % keys.Length]).GetSilo();
            }
        })).ToArray();
        var inFlight = keys.Select(key => Grains.GetGrain<IPreferLocalPlacedGrain>($"long-{key}")).ToArray();
        await Task.WhenAll(inFlight.Select(grain => stays.GetGrain<IPreferLocalPlacedGrain>(grain.GetPrimaryKeyString()).GetSilo()));
        var longCalls = inFlight.Select(static grain => grain.PassGate("gateway-leaves")).ToArray();

        var stopping = _hosts.StopAsync(_silos[1]);
        await Wait.UntilAsync(() => _events.Contains("1 of 2"), "the client on one gateway");
        Gate.Open("gateway-leaves");
        await stopping;

        await Task.WhenAll(longCalls).WaitAsync(Wait.Deadline);
        await stop.CancelAsync();
        await Task.WhenAll(load).WaitAsync(Wait.Deadline);
    }

    [StandInFact("calls of grains that map to the lost gateway can wait for their timeout")]
    public async Task PreferredGatewayIndex_IsSet_OtherGatewaysStillTakeOver()
    {
        var client = await _hosts.StartClientAsync([_gateways[0].Port, _gateways[1].Port], client =>
        {
            Configure(client);
            client.Configure<GatewayOptions>(static options => options.PreferredGatewayIndex = 1);
        });
        Assert.Equal("preferred", await Hosts.GrainsOf(client).GetGrain<IStringKeyGrain>("preferred").GetKey());

        _gateways[1].Cut();

        await Wait.UntilAsync(async () => await OutcomeAsync(Hosts.GrainsOf(client).GetGrain<IStringKeyGrain>("other").GetKey()) is null, "an answer through the other gateway");
    }

    [Fact]
    public async Task ConnectionsPerEndpoint_IsThree_CallsAreAnsweredOverAll()
    {
        var before = _gateways[0].Accepted;
        var client = await _hosts.StartClientAsync(
            [_gateways[0].Port], static client => client.Configure<ConnectionOptions>(static options => options.ConnectionsPerEndpoint = 3));

        await Wait.UntilAsync(
            async () =>
            {
                await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Hosts.GrainsOf(client).GetGrain<IStringKeyGrain>($"spread-{i}").GetKey()));
                return _gateways[0].Accepted == before + 3;
            },
            "three connections");
    }

    private static async Task<Exception?> OutcomeAsync(Task call)
    {
        try
        {
            await call;
            return null;
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            return exception;
        }
    }

    private void Configure(IClientBuilder client)
    {
        // The time limit below is one for the first connection, too.
        client.UseConnectionRetryFilter(static (_, _) => Task.FromResult(true));
        client.Configure<ConnectionOptions>(static options =>
        {
            options.OpenConnectionTimeout = Patience;
            options.ConnectionRetryDelay = TimeSpan.FromMilliseconds(200);
        });
        client.AddGatewayCountChangedHandler((_, change) =>
            _events.Enqueue($"{change.NumberOfConnectedGateways} of {change.PreviousNumberOfConnectedGateways}{(change.ConnectionRecovered ? " recovered" : string.Empty)}"));
        client.AddClusterConnectionLostHandler((_, _) => _events.Enqueue("lost"));
        client.Services.AddSingleton(new ChangingGatewayList { Ports = [_gateways[0].Port, _gateways[1].Port] });
        client.Services.AddSingleton<Orleans.Messaging.IGatewayListProvider>(static services => services.GetRequiredService<ChangingGatewayList>());
    }

    private async Task AssertAllAnsweredAsync(string name, int count)
    {
        var keys = Enumerable.Range(0, count).Select(i => $"{name}-{i}").ToArray();
        Assert.Equal(keys, await Task.WhenAll(keys.Select(key => Grains.GetGrain<IStringKeyGrain>(key).GetKey())).WaitAsync(Wait.Deadline));
    }

    private Task UntilAnsweredAsync(string key) => Wait.UntilAsync(
        async () => await OutcomeAsync(Grains.GetGrain<IStringKeyGrain>(key).GetKey()) is null, $"an answer of '{key}'");

    private sealed class ChangingGatewayList : Orleans.Messaging.IGatewayListProvider
    {
        public IReadOnlyList<int> Ports { get; set; } = [];

        public TimeSpan MaxStaleness => TimeSpan.FromMinutes(1);

        public bool IsUpdatable => true;

        public Task InitializeGatewayListProvider() => Task.CompletedTask;

        public Task<IList<Uri>> GetGateways() => Task.FromResult<IList<Uri>>([.. Ports.Select(static port => new Uri($"gwy.tcp://{IPAddress.Loopback}:{port}/0"))]);
    }
}
