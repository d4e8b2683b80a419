using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime.Silos;

/// <summary>Who this silo is.</summary>
internal sealed class LocalSiloDetails : ILocalSiloDetails
{
    /// <summary>Initializes the details; the generation makes the address unique among the silos that ever had this endpoint.</summary>
    public LocalSiloDetails(IOptions<SiloOptions> silo, IOptions<ClusterOptions> cluster, IOptions<EndpointOptions> endpoints)
    {
        ClusterId = cluster.Value.ClusterId;
        DnsHostName = Dns.GetHostName();
        var address = endpoints.Value.AdvertisedIPAddress;
        var generation = SiloAddress.AllocateNewGeneration();
        SiloAddress = SiloAddress.New(new IPEndPoint(address, endpoints.Value.SiloPort), generation);
        GatewayAddress = SiloAddress.New(new IPEndPoint(address, endpoints.Value.GatewayPort), generation);
        Name = string.IsNullOrEmpty(silo.Value.SiloName) ? $"Silo_{Guid.NewGuid().ToString("N")[..5]}" : silo.Value.SiloName;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string ClusterId { get; }

    /// <inheritdoc/>
    public string DnsHostName { get; }

    /// <inheritdoc/>
    public SiloAddress SiloAddress { get; }

    /// <inheritdoc/>
    public SiloAddress GatewayAddress { get; }
}
