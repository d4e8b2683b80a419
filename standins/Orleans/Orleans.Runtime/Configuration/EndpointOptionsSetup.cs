using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Orleans.Configuration;

/// <summary>Finds an address of this machine where none is configured.</summary>
internal sealed class EndpointOptionsSetup : IPostConfigureOptions<EndpointOptions>
{
    /// <inheritdoc/>
    public void PostConfigure(string? name, EndpointOptions options)
    {
        if (options.AdvertisedIPAddress is null)
        {
            options.AdvertisedIPAddress = Find(AddressFamily.InterNetwork);
        }
    }

    /// <summary>Finds an address of this machine: that of a network interface, else loopback.</summary>
    public static IPAddress Find(AddressFamily family) => NetworkInterface.GetAllNetworkInterfaces()
        .Where(candidate => candidate.OperationalStatus == OperationalStatus.Up && candidate.NetworkInterfaceType != NetworkInterfaceType.Loopback)
        .SelectMany(candidate => candidate.GetIPProperties().UnicastAddresses)
        .Select(candidate => candidate.Address)
        .Where(address => address.AddressFamily == family && !address.IsIPv6LinkLocal)
        .OrderBy(address => address.ToString(), StringComparer.Ordinal)
        .FirstOrDefault(family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback);
}
