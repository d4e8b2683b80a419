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

    /// <summary>Gets or sets the number of buckets over which grains are spread when a gateway is chosen for them.</summary>
    public int ClientSenderBuckets { get; set; } = DEFAULT_CLIENT_SENDER_BUCKETS;

    /// <summary>Gets or sets the address family that the client prefers for its own address.</summary>
    public AddressFamily PreferredFamily { get; set; } = DEFAULT_PREFERRED_FAMILY;

    /// <summary>Gets or sets the name of the network interface whose address the client uses.</summary>
    public string? NetworkInterfaceName { get; set; }

    /// <summary>Gets or sets the address of the client; found by itself where null.</summary>
    public IPAddress? LocalAddress { get; set; }
}
