namespace Orleans.Configuration;

/// <summary>Settings of the gateway list of a client.</summary>
public class GatewayOptions
{
    /// <summary>The default of <see cref="PreferredGatewayIndex"/>.</summary>
    public const int DEFAULT_PREFERED_GATEWAY_INDEX = -1;

    /// <summary>
    /// Gets or sets how often a client reads the list of gateways anew; 1 minute by default. It is read at once when a connection is lost, and at
    /// every <see cref="ConnectionOptions.ConnectionRetryDelay"/> as long as a gateway is missing.
    /// </summary>
    public TimeSpan GatewayListRefreshPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Gets or sets the index in the gateway list of the gateway that all calls prefer, or -1 (the default) to spread calls over all gateways. While
    /// that gateway is not connected, calls spread over the others.
    /// </summary>
    public int PreferredGatewayIndex { get; set; } = DEFAULT_PREFERED_GATEWAY_INDEX;
}
