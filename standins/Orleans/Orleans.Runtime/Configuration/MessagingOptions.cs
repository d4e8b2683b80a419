namespace Orleans.Configuration;

/// <summary>Settings of messaging that silos and clients share.</summary>
public abstract class MessagingOptions
{
    /// <summary>Gets or sets how long a call waits for its response before it fails with <see cref="TimeoutException"/>; 30 seconds by default.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the response timeout while a debugger is attached; 30 minutes by default.</summary>
    public TimeSpan ResponseTimeoutWithDebugger { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Gets or sets whether a message whose caller has given up waiting is dropped unprocessed.</summary>
    public bool DropExpiredMessages { get; set; } = true;

    /// <summary>Gets or sets the largest header of a message in bytes; 10 MB by default.</summary>
    public int MaxMessageHeaderSize { get; set; } = 10 * 1024 * 1024;

    /// <summary>Gets or sets the largest body of a message in bytes; 100 MB by default.</summary>
    public int MaxMessageBodySize { get; set; } = 100 * 1024 * 1024;

    /// <summary>Gets or sets whether the callee is asked to cancel a call that timed out.</summary>
    public bool CancelRequestOnTimeout { get; set; }

    /// <summary>Gets or sets whether a cancelled call waits for the callee to answer before it completes.</summary>
    public bool WaitForCancellationAcknowledgement { get; set; }
}
