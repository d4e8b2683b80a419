using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace OrleansML.Conformance.Membership;

/// <summary>A silo in this process that other silos reach over TCP only.</summary>
internal sealed class TcpSilo : IFatalErrorHandler, IAsyncDisposable
{
    private readonly IHost _host;

    private TcpSilo(SiloTable table, string name, Action<ClusterMembershipOptions>? configure)
    {
        Table = table;
        var port = LoopbackPorts.Take(1)[0];
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = "membership");
            silo.Configure<SiloOptions>(options => options.SiloName = name);
            silo.Configure<EndpointOptions>(options =>
            {
                options.AdvertisedIPAddress = IPAddress.Loopback;
                options.SiloPort = port;
                options.GatewayPort = 0;
            });
            silo.Configure<ClusterMembershipOptions>(options =>
            {
                // Shorter ones take a silo for dead that only had to wait for a busy machine.
                options.ProbeTimeout = TimeSpan.FromSeconds(1.5);
                options.TableRefreshTimeout = TimeSpan.FromSeconds(1);
                options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(2);
                configure?.Invoke(options);
            });
            silo.Services.AddSingleton<IMembershipTable>(table);
            silo.Services.AddSingleton<IFatalErrorHandler>(this);
        });
        _host = builder.Build();
    }

    public SiloTable Table { get; }

    public SiloAddress Address => _host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public string? FatalError { get; private set; }

    public static async Task<TcpSilo> StartAsync(
        SharedTable table, string name = "silo", TimeSpan clockError = default, Action<ClusterMembershipOptions>? configure = null)
    {
        var silo = new TcpSilo(new SiloTable(table) { ClockError = clockError }, name, configure);
        await silo._host.StartAsync();
        return silo;
    }

    public SiloStatus StatusOf(SiloAddress silo) =>
        _host.Services.GetRequiredService<IClusterMembershipService>().CurrentSnapshot.GetSiloStatus(silo);

    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null) =>
        FatalError ??= context ?? exception?.Message ?? "unknown";

    public async ValueTask DisposeAsync()
    {
        Table.IsCut = false;
        await _host.StopAsync();
        _host.Dispose();
    }
}
