using Orleans.Configuration;

namespace Orleans.Runtime.Networking;

/// <summary>The limits of a connection.</summary>
/// <param name="Header">The largest header of a message in bytes.</param>
/// <param name="Body">The largest body of a message in bytes.</param>
internal sealed record ConnectionLimits(int Header, int Body)
{
    /// <summary>Gets how many bytes may wait to be sent before further messages are refused: room for several messages of the largest size.</summary>
    public long QueueBytes => Math.Max(64L * 1024 * 1024, 4L * Body);

    /// <summary>Gets how many messages may wait to be sent before further ones are refused; small ones would pile up far below the limit of bytes.</summary>
    public int QueueFrames => 250_000;

    /// <summary>Gets the largest frame.</summary>
    public long Frame => (long)Header + Body + Messaging.MessageSerializer.PrefixSize;

    /// <summary>Reads the limits from the options.</summary>
    public static ConnectionLimits From(MessagingOptions options) => new(options.MaxMessageHeaderSize, options.MaxMessageBodySize);
}
