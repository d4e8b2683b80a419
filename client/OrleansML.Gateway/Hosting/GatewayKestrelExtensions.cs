using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OrleansML.Gateway;

/// <summary>Sets up the web server.</summary>
public static class GatewayKestrelExtensions
{
    /// <summary>
    /// Listens where <see cref="GatewayOptions"/> says and nowhere else, HTTP/1.1 only, with its limits. A port that is taken or not
    /// allowed fails the start with a message that names address, port and option.
    /// </summary>
    /// <param name="host">The web host of the application.</param>
    public static IWebHostBuilder ConfigureOrleansMLKestrel(this IWebHostBuilder host) => host.UseKestrel().ConfigureServices(AddServer);

    private static void AddServer(IServiceCollection services)
    {
        services.AddOptions<KestrelServerOptions>()
            .Configure<IOptions<GatewayOptions>>(static (kestrel, gateway) => Configure(kestrel, gateway.Value));
        services.AddSingleton<SocketTransportFactory>();
        services.AddSingleton<IConnectionListenerFactory, GatewayListenerFactory>();
    }

    private static void Configure(KestrelServerOptions kestrel, GatewayOptions gateway)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = gateway.MaximumConnections;
        // Each endpoint counts for itself and says so in its own words; this is the largest of their limits.
        kestrel.Limits.MaxRequestBodySize = Math.Max(gateway.MaximumBodyBytes, gateway.MaximumPushBytes);
        kestrel.Listen(IPAddress.Parse(gateway.Address), gateway.Port, static listen => listen.Protocols = HttpProtocols.Http1);
    }
}
