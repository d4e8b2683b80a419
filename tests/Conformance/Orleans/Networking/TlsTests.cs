using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Connections.Security;
using OrleansML.Conformance.Identity;
using OrleansML.Conformance.Placement;

namespace OrleansML.Conformance.Networking;

/// <summary>TLS with client certificates between silos and between clients and gateways; the authority exists in these tests alone.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private readonly int[] _ports = LoopbackPorts.Take(4);
    private CertificateAuthority _authority = null!;
    private Hosts _hosts = null!;

    public Task InitializeAsync()
    {
        _authority = CertificateAuthority.Create("conformance authority");
        _hosts = Hosts.Create();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _hosts.DisposeAsync();
        _authority.Dispose();
    }

    [Fact]
    public void TlsOptions_NotConfigured_HaveTheOfficialDefaults()
    {
        var options = new TlsOptions();

        Assert.Equal(RemoteCertificateMode.RequireCertificate, options.RemoteCertificateMode);
        Assert.Equal(RemoteCertificateMode.AllowCertificate, options.ClientCertificateMode);
        Assert.Equal(TimeSpan.FromSeconds(10), options.HandshakeTimeout);
        Assert.Equal(System.Security.Authentication.SslProtocols.Tls12 | System.Security.Authentication.SslProtocols.Tls13, options.SslProtocols);
        Assert.False(options.CheckCertificateRevocation);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.HandshakeTimeout = TimeSpan.Zero);
    }

    [Fact]
    public void UseTls_CertificateHasNoPrivateKey_IsRefused()
    {
        using var certificate = _authority.Issue("public half");
        using var publicHalf = X509CertificateLoader.LoadCertificate(certificate.Export(X509ContentType.Cert));

        var exception = Assert.Throws<ArgumentException>(() => Host.CreateEmptyApplicationBuilder(null).UseOrleans(silo => silo.UseTls(publicHalf)));

        Assert.Contains("private key", exception.Message);
    }

    [Fact]
    public void UseTls_SiloWithoutCertificate_IsRefused() => Assert.Throws<InvalidOperationException>(
        () => Host.CreateEmptyApplicationBuilder(null).UseOrleans(silo => silo.UseTls(static _ => { })));

    [Fact]
    public async Task Calls_EveryPeerHasACertificate_AreAnsweredThroughSilosAndGateways()
    {
        var silos = await StartSilosAsync(2);
        var client = await StartClientAsync(_authority.Issue("client"), [_ports[1], _ports[3]]);

        var seen = new HashSet<SiloAddress>();
        await Wait.UntilAsync(
            async () =>
            {
                seen.Add(await Hosts.GrainsOf(client).GetGrain<IRandomPlacedGrain>($"{Guid.NewGuid()}").GetSilo());
                return seen.Count == 2;
            },
            "grains on both silos");
        Assert.Equal(silos.Select(Hosts.AddressOf).Order(), seen.Order());

        var payload = Enumerable.Range(0, 3_000_000).Select(static i => (byte)(i * 7)).ToArray();
        Assert.Equal(payload, await Hosts.GrainsOf(client).GetGrain<Serialization.IEchoGrain>(1).EchoBytes(payload));
    }

    [Fact]
    public async Task Calls_WhoeverListensIn_SeesNoPlainText()
    {
        await using var proxy = new TcpProxy(_ports[1]);
        await _hosts.StartSiloAsync(_ports[0], proxy, silo => UseTls(silo, _authority.Issue("silo")));
        var client = await StartClientAsync(_authority.Issue("client"), [proxy.Port]);

        await Hosts.GrainsOf(client).GetGrain<IStringKeyGrain>("a-key-that-must-not-be-readable").GetKey();

        Assert.DoesNotContain("a-key-that-must-not-be-readable", proxy.SeenText());
        Assert.True(proxy.SeenText().Length > 500, "The proxy has seen nothing, so the test shows nothing.");
    }

    [Fact]
    public Task Connect_ClientWithoutCertificate_IsRefusedAndOthersAreServed() => AssertRefusedAsync(null, "certificate");

    [Fact]
    public Task Connect_ClientOfAnotherAuthority_IsRefusedAndOthersAreServed()
    {
        using var other = CertificateAuthority.Create("somebody else");
        return AssertRefusedAsync(other.Issue("stranger"), "CN=stranger", "CN=somebody else", "not trusted");
    }

    [Fact]
    public Task Connect_ClientWithExpiredCertificate_IsRefusedAndOthersAreServed() =>
        AssertRefusedAsync(_authority.Issue("old client", -20, -10), "CN=old client", DateTime.UtcNow.AddDays(-10).ToString("yyyy-MM-dd"), "expired");

    [Fact]
    public async Task Connect_SiloWithExpiredCertificate_IsRefusedAndTheClusterServesOn()
    {
        var silos = await StartSilosAsync(1);

        await Assert.ThrowsAnyAsync<Exception>(() => _hosts.StartSiloAsync(_ports[2], _ports[3], silo =>
        {
            UseTls(silo, _authority.Issue("old silo", -20, -10));
            silo.Configure<ClusterMembershipOptions>(static options => options.MaxJoinAttemptTime = TimeSpan.FromSeconds(3));
        }));

        var client = await StartClientAsync(_authority.Issue("client"), [_ports[1]]);
        Assert.Equal(Hosts.AddressOf(silos[0]), await Hosts.GrainsOf(client).GetGrain<IRandomPlacedGrain>("still-served").GetSilo());
    }

    [Fact]
    public async Task Connect_SiloIsOfAnotherAuthority_ClientRefuses()
    {
        using var other = CertificateAuthority.Create("somebody else");
        await _hosts.StartSiloAsync(_ports[0], _ports[1], silo => silo.UseTls(other.Issue("false silo"), options =>
        {
            other.Trust(options);
            options.RemoteCertificateMode = RemoteCertificateMode.NoCertificate;
        }));

        await Assert.ThrowsAnyAsync<Exception>(() => StartClientAsync(_authority.Issue("client"), [_ports[1]]));
    }

    [Fact]
    public async Task Connect_ClientSpeaksNoTls_IsRefusedAndOthersAreServed()
    {
        await StartSilosAsync(1);

        await Assert.ThrowsAnyAsync<Exception>(() => _hosts.StartClientAsync([_ports[1]]));

        var client = await StartClientAsync(_authority.Issue("client"), [_ports[1]]);
        Assert.Equal("served", await Hosts.GrainsOf(client).GetGrain<IStringKeyGrain>("served").GetKey());
    }

    [Fact]
    public async Task HandshakeTimeout_PeerSaysNothing_IsDisconnected()
    {
        await _hosts.StartSiloAsync(
            _ports[0], _ports[1], silo => UseTls(silo, _authority.Issue("silo"), static options => options.HandshakeTimeout = TimeSpan.FromMilliseconds(300)));
        using var silent = await Strangers.ConnectAsync(_ports[1]);

        await Strangers.UntilDisconnectedAsync(silent);
    }

    [Fact]
    public async Task RemoteCertificateValidation_SaysNo_ClientIsRefused()
    {
        var seen = new List<string>();
        await _hosts.StartSiloAsync(_ports[0], _ports[1], silo => UseTls(silo, _authority.Issue("silo"), options =>
            options.RemoteCertificateValidation = (certificate, _, errors) =>
            {
                lock (seen)
                {
                    seen.Add($"{certificate.Subject} {errors}");
                }

                return certificate.Subject == "CN=welcome";
            }));

        await Assert.ThrowsAnyAsync<Exception>(() => StartClientAsync(_authority.Issue("unwelcome"), [_ports[1]]));

        var client = await StartClientAsync(_authority.Issue("welcome"), [_ports[1]]);
        Assert.Equal("in", await Hosts.GrainsOf(client).GetGrain<IStringKeyGrain>("in").GetKey());
        Assert.Contains("CN=unwelcome None", seen);
        Assert.Contains("CN=welcome None", seen);
    }

    private async Task AssertRefusedAsync(X509Certificate2? certificate, params string[] words)
    {
        await StartSilosAsync(1);
        var served = await StartClientAsync(_authority.Issue("client"), [_ports[1]]);

        await Assert.ThrowsAnyAsync<Exception>(() => StartClientAsync(certificate, [_ports[1]]));

        Assert.Equal("served", await Hosts.GrainsOf(served).GetGrain<IStringKeyGrain>("served").GetKey());
        if (StandInFactAttribute.IsStandIn)
        {
            await Wait.UntilAsync(
                () => _hosts.Log.All.Any(line => line.Contains("127.0.0.1:") && words.All(line.Contains)),
                $"a line with the peer and {string.Join(", ", words)} in the log:{Environment.NewLine}{string.Join(Environment.NewLine, _hosts.Log.All)}");
        }
    }

    private async Task<IHost[]> StartSilosAsync(int count)
    {
        var silos = new IHost[count];
        for (var i = 0; i < count; i++)
        {
            silos[i] = await _hosts.StartSiloAsync(_ports[2 * i], _ports[(2 * i) + 1], silo => UseTls(silo, _authority.Issue("silo")));
        }

        return silos;
    }

    private Task<IHost> StartClientAsync(X509Certificate2? certificate, int[] gateways) => _hosts.StartClientAsync(gateways, client => client.UseTls(options =>
    {
        options.LocalCertificate = certificate;
        _authority.Trust(options);
    }));

    private void UseTls(ISiloBuilder silo, X509Certificate2 certificate, Action<TlsOptions>? configure = null) => silo.UseTls(certificate, options =>
    {
        _authority.Trust(options);
        configure?.Invoke(options);
    });
}
