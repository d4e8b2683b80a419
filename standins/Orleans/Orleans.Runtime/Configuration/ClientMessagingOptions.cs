using System.Net;
using System.Net.Sockets;

namespace Orleans.Configuration;

/// <summary>Settings of messaging of an external client.</summary>
public class ClientMessagingOptions : MessagingOptions
{
    /// <summary>The default of <see cref="ClientSenderBuckets"/>.</summary>
    public const int DEFAULT_CLIENT_SENDER_BUCKETS = 8192;

    /// <summary>The default of <see cref="PreferredFamily"/>.</summary>
    public const AddressFamily DEFAULT_PREFERRED_FAMILY = AddressFamily.InterNetwork;
}
