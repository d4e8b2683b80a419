using Orleans.Runtime.Messaging;

namespace Orleans.Configuration;

/// <summary>Settings of network connections.</summary>
public class ConnectionOptions
{
    /// <summary>The default of <see cref="OpenConnectionTimeout"/>.</summary>
    public static readonly TimeSpan DEFAULT_OPENCONNECTION_TIMEOUT = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets the version of the network protocol; a peer that speaks another one is refused.</summary>
    public NetworkProtocolVersion ProtocolVersion { get; set; } = NetworkProtocolVersion.Version1;

    /// <summary>
    /// Gets or sets how many connections a process opens to one endpoint; 1 by default. Messages for one grain keep to one connection, so that they
    /// keep their order; more connections help where large messages delay small ones.
    /// </summary>
    public int ConnectionsPerEndpoint { get; set; } = 1;

    /// <summary>
    /// Gets or sets how long no new connection to an endpoint is tried after a failure; 1 second by default. A client doubles it with each failure
    /// of a gateway, up to 16 times, as long as other gateways are connected.
    /// </summary>
    public TimeSpan ConnectionRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets how long opening a connection may take; 5 seconds by default. An open connection whose peer does not answer for twice this time
    /// is closed.
    /// </summary>
    public TimeSpan OpenConnectionTimeout { get; set; } = DEFAULT_OPENCONNECTION_TIMEOUT;
}
