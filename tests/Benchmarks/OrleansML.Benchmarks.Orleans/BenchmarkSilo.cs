using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace OrleansML.Benchmarks.GrainCalls;

/// <summary>Hosts of a silo on free loopback ports and of a client of such a silo; both without logging.</summary>
internal static class BenchmarkSilo
{
    /// <summary>Long enough for pairs of grains that starve while others run.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromMinutes(5);

    public static async Task<(IHost Host, int GatewayPort)> StartAsync()
    {
        var ports = TakePorts();
        var builder = CreateBuilder();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(ports.Silo, ports.Gateway)
            .Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout));
        var host = builder.Build();
        await host.StartAsync();
        return (host, ports.Gateway);
    }

    public static async Task<IHost> StartClientAsync(int gatewayPort)
    {
        var builder = CreateBuilder();
        builder.UseOrleansClient(client => client
            .UseLocalhostClustering(gatewayPort)
            .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public static IGrainFactory Grains(this IHost host) => host.Services.GetRequiredService<IGrainFactory>();

    public static HostApplicationBuilder CreateBuilder()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        return builder;
    }

    public static (int Silo, int Gateway) TakePorts()
    {
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return (((IPEndPoint)silo.LocalEndpoint).Port, ((IPEndPoint)gateway.LocalEndpoint).Port);
    }
}
