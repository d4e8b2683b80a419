using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace OrleansML.Conformance.Networking;

/// <summary>Silos and clients of one cluster in this process, joined by real TCP on loopback ports, started and stopped one by one.</summary>
internal sealed class Hosts : IAsyncDisposable
{
    // A join whose connectivity check meets a stalled machine is tried again every five seconds.
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly List<IHost> _started = [];
    private int _primaryPort;

    public LogLines Log { get; } = new();

    public string ClusterId { get; } = $"network-{Guid.NewGuid():N}";

    public static IGrainFactory GrainsOf(IHost host) => host.Services.GetRequiredService<IGrainFactory>();

    public static SiloAddress AddressOf(IHost silo) => silo.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    public static Hosts Create() => new();

    /// <summary>Starts a silo; the first one holds the membership.</summary>
    public async Task<IHost> StartSiloAsync(int siloPort, int gatewayPort, Action<ISiloBuilder>? configure = null)
    {
        var primary = _primaryPort == 0 ? null : new IPEndPoint(IPAddress.Loopback, _primaryPort);
        _primaryPort = _primaryPort == 0 ? siloPort : _primaryPort;
        var builder = CreateBuilder();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort, gatewayPort, primary, ClusterId, ClusterId);
            silo.Configure<ClusterMembershipOptions>(membership =>
            {
                // Shorter ones take a silo for dead that only had to wait for a busy machine.
                membership.ProbeTimeout = TimeSpan.FromSeconds(1.5);
                membership.NumMissedProbesLimit = 2;
                membership.NumVotesForDeathDeclaration = 1;
                membership.TableRefreshTimeout = TimeSpan.FromSeconds(2);
            });
            configure?.Invoke(silo);
        });
        return await StartAsync(builder);
    }

    /// <summary>Starts a silo whose gateway is told to clients at the address of a proxy.</summary>
    public Task<IHost> StartSiloAsync(int siloPort, TcpProxy gateway, Action<ISiloBuilder>? configure = null) => StartSiloAsync(siloPort, gateway.Port, silo =>
    {
        silo.Configure<EndpointOptions>(options => options.GatewayListeningEndpoint = new IPEndPoint(IPAddress.Loopback, gateway.Target));
        configure?.Invoke(silo);
    });

    /// <summary>Starts a client of the given gateways.</summary>
    public async Task<IHost> StartClientAsync(int[] gatewayPorts, Action<IClientBuilder>? configure = null)
    {
        var builder = CreateBuilder();
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(gatewayPorts, ClusterId, ClusterId);
            client.UseConnectionRetryFilter((_, _) => Task.FromResult(false));
            configure?.Invoke(client);
        });
        return await StartAsync(builder);
    }

    public async Task StopAsync(IHost host, CancellationToken cancellationToken = default)
    {
        _started.Remove(host);
        await host.StopAsync(cancellationToken);
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Enumerable.Reverse(_started).ToArray())
        {
            using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await StopAsync(host, impatient.Token);
        }
    }

    private HostApplicationBuilder CreateBuilder()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging(logging => logging.AddProvider(Log).SetMinimumLevel(LogLevel.Warning));
        return builder;
    }

    private async Task<IHost> StartAsync(HostApplicationBuilder builder)
    {
        var host = builder.Build();
        try
        {
            await host.StartAsync().WaitAsync(LongestStart);
        }
        catch
        {
            // A host that did not start is the outcome of some tests; its connections must not outlive it.
            host.Dispose();
            throw;
        }

        _started.Add(host);
        return host;
    }
}
