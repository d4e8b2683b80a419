using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Sets the endpoints of a silo.</summary>
public static class EndpointOptionsExtensions
{
    /// <summary>Sets the endpoints of the silo.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="advertisedIP">The address that others are told.</param>
    /// <param name="siloPort">The port for other silos.</param>
    /// <param name="gatewayPort">The port for clients; 0 is none.</param>
    /// <param name="listenOnAnyHostAddress">Whether the silo listens on all addresses of the machine.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder ConfigureEndpoints(
        this ISiloBuilder builder, IPAddress advertisedIP, int siloPort, int gatewayPort, bool listenOnAnyHostAddress = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(advertisedIP);
        return builder.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = advertisedIP;
            options.SiloPort = siloPort;
            options.GatewayPort = gatewayPort;
            if (listenOnAnyHostAddress)
            {
                var any = advertisedIP.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
                options.SiloListeningEndpoint = new IPEndPoint(any, siloPort);
                options.GatewayListeningEndpoint = new IPEndPoint(any, gatewayPort);
            }
        });
    }

    /// <summary>Sets the endpoints of the silo to an address that a name resolves to.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="hostname">The name; this machine where null.</param>
    /// <param name="siloPort">The port for other silos.</param>
    /// <param name="gatewayPort">The port for clients; 0 is none.</param>
    /// <param name="addressFamily">The family of the address.</param>
    /// <param name="listenOnAnyHostAddress">Whether the silo listens on all addresses of the machine.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder ConfigureEndpoints(
        this ISiloBuilder builder,
        string? hostname,
        int siloPort,
        int gatewayPort,
        AddressFamily addressFamily = AddressFamily.InterNetwork,
        bool listenOnAnyHostAddress = false)
    {
        var address = string.IsNullOrEmpty(hostname)
            ? EndpointOptionsSetup.Find(addressFamily)
            : Dns.GetHostAddresses(hostname, addressFamily).FirstOrDefault()
                ?? throw new ArgumentException($"'{hostname}' has no address of the family {addressFamily}.", nameof(hostname));
        return builder.ConfigureEndpoints(address, siloPort, gatewayPort, listenOnAnyHostAddress);
    }

    /// <summary>Sets the ports of the silo on the address of this machine.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="siloPort">The port for other silos.</param>
    /// <param name="gatewayPort">The port for clients; 0 is none.</param>
    /// <param name="addressFamily">The family of the address.</param>
    /// <param name="listenOnAnyHostAddress">Whether the silo listens on all addresses of the machine.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder ConfigureEndpoints(
        this ISiloBuilder builder,
        int siloPort,
        int gatewayPort,
        AddressFamily addressFamily = AddressFamily.InterNetwork,
        bool listenOnAnyHostAddress = false) =>
        builder.ConfigureEndpoints(null, siloPort, gatewayPort, addressFamily, listenOnAnyHostAddress);
}
