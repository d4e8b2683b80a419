using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Networking.Shared;
using Orleans.Runtime.Messaging;
using OrleansML.Conformance.Identity;
using OrleansML.Conformance.Serialization;

namespace OrleansML.Conformance.Networking;

/// <summary>Connections of clients with one silo: who is let in, what is too large, and what happens when the other end does not read.</summary>
public sealed class ConnectionTests : IAsyncLifetime
{
    private const int Limit = 1 << 20;
    private readonly int[] _ports = LoopbackPorts.Take(2);
    private Hosts _hosts = null!;

    public Task InitializeAsync()
    {
        _hosts = Hosts.Create();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _hosts.DisposeAsync();

    [Fact]
    public void Options_NotConfigured_HaveTheOfficialDefaults()
    {
        var connections = new ConnectionOptions();
        Assert.Equal(NetworkProtocolVersion.Version1, connections.ProtocolVersion);
        Assert.Equal(1, connections.ConnectionsPerEndpoint);
        Assert.Equal(TimeSpan.FromSeconds(1), connections.ConnectionRetryDelay);
        Assert.Equal(TimeSpan.FromSeconds(5), connections.OpenConnectionTimeout);

        var gateways = new GatewayOptions();
        Assert.Equal(TimeSpan.FromMinutes(1), gateways.GatewayListRefreshPeriod);
        Assert.Equal(-1, gateways.PreferredGatewayIndex);

        var sockets = new SocketConnectionOptions();
        Assert.True(sockets.NoDelay);
        Assert.True(sockets.KeepAlive);
        Assert.Equal(90, sockets.KeepAliveTimeSeconds);
        Assert.Equal(30, sockets.KeepAliveIntervalSeconds);
        Assert.Equal(10, sockets.KeepAliveRetryCount);
    }

    [Fact]
    public async Task Connect_ClientOfAnotherCluster_IsRefusedAndOthersAreServed()
    {
        await _hosts.StartSiloAsync(_ports[0], _ports[1]);

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => _hosts.StartClientAsync(
            [_ports[1]], static client => client.Configure<ClusterOptions>(static options => options.ClusterId = "elsewhere")));

        if (StandInFactAttribute.IsStandIn)
        {
            Assert.Contains($"it belongs to the cluster '{_hosts.ClusterId}', the caller to 'elsewhere'", exception.Message);
            await Wait.UntilAsync(() => _hosts.Log.All.Any(static line => line.Contains("'elsewhere'")), "a line about the refused client in the log");
        }

        await AssertServedAsync();
    }

    [StandInFact("the older version is agreed on")]
    public async Task Connect_ProtocolVersionsDiffer_IsRefusedWithBoth()
    {
        await _hosts.StartSiloAsync(_ports[0], _ports[1]);

        var exception = await Assert.ThrowsAsync<SiloUnavailableException>(() => _hosts.StartClientAsync(
            [_ports[1]], static client => client.Configure<ConnectionOptions>(static options => options.ProtocolVersion = (NetworkProtocolVersion)2)));

        Assert.Contains("it speaks version 1 of the network protocol, this process version 2", exception.Message);
        await Wait.UntilAsync(
            () => _hosts.Log.All.Any(static line => line.Contains("speaks version 1 of the network protocol, the caller version 2")), "the versions in the log of the silo");
        await AssertServedAsync();
    }

    [StandInFact("the client is accepted and its calls fail")]
    public async Task Connect_ClientTakesThePortOfSilos_IsToldTheRightOne()
    {
        await _hosts.StartSiloAsync(_ports[0], _ports[1]);

        var exception = await Assert.ThrowsAsync<SiloUnavailableException>(() => _hosts.StartClientAsync([_ports[0]]));

        Assert.Contains($"clients connect to the gateway port {_ports[1]}", exception.Message);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003")]
    public async Task Connect_PeerSpeaksAnotherProtocol_IsDisconnectedAndOthersAreServed(string greeting)
    {
        await _hosts.StartSiloAsync(_ports[0], _ports[1], static silo =>
            silo.Configure<ConnectionOptions>(static options => options.OpenConnectionTimeout = TimeSpan.FromSeconds(2)));
        using var stranger = await Strangers.ConnectAsync(_ports[1]);

        await stranger.GetStream().WriteAsync(Encoding.Latin1.GetBytes(greeting));

        if (StandInFactAttribute.IsStandIn)
        {
            await Strangers.UntilDisconnectedAsync(stranger);
        }

        await AssertServedAsync();
    }

    [StandInFact("the connection is closed, and every call on it fails")]
    public async Task Send_TooLarge_FailsForThatCallerAloneAndTheConnectionStays()
    {
        await using var proxy = new TcpProxy(_ports[1]);
        await _hosts.StartSiloAsync(_ports[0], proxy, static silo => silo.Configure<SiloMessagingOptions>(static options => options.MaxMessageBodySize = Limit));
        var client = await _hosts.StartClientAsync([proxy.Port], static client =>
            client.Configure<ClientMessagingOptions>(static options => options.MaxMessageBodySize = Limit));
        var echo = Hosts.GrainsOf(client).GetGrain<IEchoGrain>(0);
        var waiting = Hosts.GrainsOf(client).GetGrain<Scheduling.IHoldGrain>("beside-a-large-one").Hold("gate");

        var request = await Assert.ThrowsAsync<InvalidMessageFrameException>(() => Wait.ForAsync(echo.EchoBytes(new byte[2 * Limit])));
        var huge = await Assert.ThrowsAsync<InvalidMessageFrameException>(() => Wait.ForAsync(echo.EchoBytes(new byte[100 * Limit])));
        var response = await Assert.ThrowsAsync<InvalidMessageFrameException>(() => Wait.ForAsync(echo.MakeBytes(2 * Limit)));

        Assert.Contains($"EchoBytes has a body of", request.Message);
        Assert.Contains($"the limit is {Limit} (MaxMessageBodySize)", request.Message);
        Assert.Contains("EchoBytes has more than", huge.Message);
        Assert.Contains("The response to", response.Message);
        Gate.Open("beside-a-large-one/gate");
        await Wait.ForAsync(waiting);
        Assert.Equal(1, proxy.Accepted);
    }

    [StandInFact("queues of connections have no limit")]
    public async Task Freeze_QueueIsFull_CallsAreRejectedAndAnsweredAgainAfterwards()
    {
        await using var proxy = new TcpProxy(_ports[1]);
        await _hosts.StartSiloAsync(_ports[0], proxy);
        var client = await _hosts.StartClientAsync([proxy.Port], static client =>
        {
            client.Configure<ClientMessagingOptions>(static options => options.MaxMessageBodySize = 4 * Limit);
            client.Configure<ConnectionOptions>(static options => options.OpenConnectionTimeout = TimeSpan.FromMinutes(1));
        });
        var echo = Hosts.GrainsOf(client).GetGrain<IEchoGrain>(1);
        await echo.EchoBytes([1]);
        var payload = new byte[Limit];
        proxy.Freeze();

        // The limit is 64 MB; the network itself takes a few more.
        var calls = Enumerable.Range(0, 160).Select(_ => echo.EchoBytes(payload)).ToArray();
        await Wait.UntilAsync(() => calls.Count(static call => call.IsFaulted) >= 64, "rejected calls");
        proxy.Thaw();

        // Which calls are rejected is decided when they are made; of some it is heard only now.
        await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(60)).ContinueWith(static _ => { }, TaskScheduler.Default);
        var rejected = calls.Where(static call => call.IsFaulted).ToArray();

        Assert.InRange(rejected.Length, 64, 96);
        foreach (var call in rejected)
        {
            var exception = await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => call);
            Assert.Contains("The outgoing queue of the connection to", exception.Message);
            Assert.Contains("is full", exception.Message);
            Assert.Contains("67108864 bytes", exception.Message);
            Assert.Contains("call again later", exception.Message);
        }

        var answered = await Task.WhenAll(calls.Except(rejected)).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.All(answered, answer => Assert.Equal(Limit, answer.Length));
    }

    [Fact]
    public async Task GatewayListeningEndpoint_IsEveryAddress_ClientsComeThroughAny()
    {
        await _hosts.StartSiloAsync(_ports[0], _ports[1], silo =>
            silo.Configure<EndpointOptions>(options => options.GatewayListeningEndpoint = new IPEndPoint(IPAddress.Any, _ports[1])));
        var client = await _hosts.StartClientAsync([_ports[1]], client => client.UseStaticClustering(new IPEndPoint(IPAddress.Parse("127.0.0.2"), _ports[1])));

        Assert.Equal("by-another-address", await Hosts.GrainsOf(client).GetGrain<IStringKeyGrain>("by-another-address").GetKey());
    }

    [Fact]
    public async Task GatewayListeningEndpoint_NotSet_OnlyTheAdvertisedAddressIsOpen()
    {
        await _hosts.StartSiloAsync(_ports[0], _ports[1]);
        using var stranger = new TcpClient();

        await Assert.ThrowsAnyAsync<SocketException>(() => stranger.ConnectAsync(IPAddress.Parse("127.0.0.2"), _ports[1]));
        await AssertServedAsync();
    }

    private async Task AssertServedAsync()
    {
        var client = await _hosts.StartClientAsync([_ports[1]], static client => client.UseConnectionRetryFilter(static (_, _) => Task.FromResult(true)));
        Assert.Equal("served", await Hosts.GrainsOf(client).GetGrain<IStringKeyGrain>("served").GetKey());
    }
}
