namespace Orleans.Configuration;

/// <summary>Settings of network connections.</summary>
public class ConnectionOptions
{
    /// <summary>The default of <see cref="OpenConnectionTimeout"/>.</summary>
    public static readonly TimeSpan DEFAULT_OPENCONNECTION_TIMEOUT = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how long no new connection to an endpoint is tried after a failure; 1 second by default.</summary>
    public TimeSpan ConnectionRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets how long opening a connection may take; 5 seconds by default.</summary>
    public TimeSpan OpenConnectionTimeout { get; set; } = DEFAULT_OPENCONNECTION_TIMEOUT;
}
