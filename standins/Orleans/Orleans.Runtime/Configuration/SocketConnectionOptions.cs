namespace Orleans.Networking.Shared;

/// <summary>Settings of TCP sockets.</summary>
public class SocketConnectionOptions
{
    /// <summary>Gets or sets whether small messages are sent at once instead of being collected by the operating system; true by default.</summary>
    public bool NoDelay { get; set; } = true;

    /// <summary>Gets or sets whether the operating system asks now and then whether the peer of a silent connection is still there; true by default.</summary>
    public bool KeepAlive { get; set; } = true;

    /// <summary>Gets or sets after how many seconds of silence the operating system asks; 90 by default.</summary>
    public int KeepAliveTimeSeconds { get; set; } = 90;

    /// <summary>Gets or sets how many seconds lie between two questions without an answer; 30 by default.</summary>
    public int KeepAliveIntervalSeconds { get; set; } = 30;

    /// <summary>Gets or sets after how many questions without an answer the connection ends.</summary>
    public int KeepAliveRetryCount { get; set; } = 10;
}
