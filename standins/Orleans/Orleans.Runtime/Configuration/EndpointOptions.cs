using System.Net;

namespace Orleans.Configuration;

/// <summary>The addresses under which a silo is reached.</summary>
public class EndpointOptions
{
    /// <summary>The default of <see cref="SiloPort"/>.</summary>
    public const int DEFAULT_SILO_PORT = 11111;

    /// <summary>The default of <see cref="GatewayPort"/>.</summary>
    public const int DEFAULT_GATEWAY_PORT = 30000;

    private IPAddress? _advertisedAddress;
    private int _siloPort = DEFAULT_SILO_PORT;

    /// <summary>Gets or sets the address that other silos and clients are told.</summary>
    public IPAddress AdvertisedIPAddress
    {
        get => _advertisedAddress!;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Equals(IPAddress.Any) || value.Equals(IPAddress.IPv6Any) || value.Equals(IPAddress.None))
            {
                throw new ArgumentException($"{value} cannot be advertised: others could not connect to it. Give an address of this machine.", nameof(value));
            }

            _advertisedAddress = value;
        }
    }

    /// <summary>Gets or sets the port for other silos; from 1 to 65535.</summary>
    public int SiloPort
    {
        get => _siloPort;
        set => _siloPort = value is > 0 and <= IPEndPoint.MaxPort
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(SiloPort)} must be from 1 to {IPEndPoint.MaxPort}.");
    }

    /// <summary>Gets or sets the port for clients; 0 means that the silo has no gateway.</summary>
    public int GatewayPort { get; set; } = DEFAULT_GATEWAY_PORT;

    /// <summary>Gets or sets the endpoint on which the silo listens for other silos, where it differs from the advertised one.</summary>
    public IPEndPoint? SiloListeningEndpoint { get; set; }

    /// <summary>Gets or sets the endpoint on which the silo listens for clients, where it differs from the advertised one.</summary>
    public IPEndPoint? GatewayListeningEndpoint { get; set; }
}
