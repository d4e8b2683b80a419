using Orleans.Configuration;

namespace Orleans.Runtime.Networking;

/// <summary>The limits of a connection in bytes.</summary>
/// <param name="Header">The largest header of a message.</param>
/// <param name="Body">The largest body of a message.</param>
internal sealed record ConnectionLimits(int Header, int Body)
{
    /// <summary>Gets how much may wait to be sent before further messages are refused: room for several messages of the largest size.</summary>
    public long Queue => Math.Max(64L * 1024 * 1024, 4L * Body);

    /// <summary>Reads the limits from the options.</summary>
    public static ConnectionLimits From(MessagingOptions options) => new(options.MaxMessageHeaderSize, options.MaxMessageBodySize);
}
