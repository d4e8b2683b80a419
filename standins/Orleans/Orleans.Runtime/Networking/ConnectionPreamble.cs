using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Networking;

/// <summary>What the two ends of a new connection tell each other first.</summary>
/// <param name="Version">The version of the network protocol that the sender speaks.</param>
/// <param name="ClusterId">The cluster of the sender.</param>
/// <param name="Node">The identity of the sender: a client, or a silo.</param>
/// <param name="Silo">The address of the sender where it is a silo.</param>
/// <param name="IsSystem">Whether the connection is for messages between parts of the runtime alone.</param>
/// <param name="Refusal">Why the sender closes the connection, or null where it accepts it.</param>
internal sealed record ConnectionPreamble(
    NetworkProtocolVersion Version, string ClusterId, GrainId Node, SiloAddress? Silo, bool IsSystem = false, string? Refusal = null)
{
    private const int Magic = 0x314C524F;
    private const int LargestSize = 4096;
    private const byte TlsHandshake = 0x16;
    private const byte HasSilo = 1;
    private const byte HasRefusal = 2;
    private const byte ForSystem = 4;

    /// <summary>Sends a preamble.</summary>
    public async ValueTask SendAsync(Transport transport)
    {
        var writer = new FrameWriter();
        writer.WriteInt32(Magic);
        writer.WriteInt32(0);
        writer.WriteByte((byte)Version);
        writer.WriteString(ClusterId);
        WireNames.Write(writer, Node);
        writer.WriteByte((byte)((Silo is null ? 0 : HasSilo) | (Refusal is null ? 0 : HasRefusal) | (IsSystem ? ForSystem : 0)));
        if (Silo is not null)
        {
            WireNames.Write(writer, Silo);
        }

        if (Refusal is not null)
        {
            writer.WriteString(Refusal);
        }

        writer.PatchInt32(4, (int)writer.Length - 8);
        await transport.SendAsync([new ArraySegment<byte>(writer.FirstSegment.ToArray())]).ConfigureAwait(false);
    }

    /// <summary>
    /// Receives the preamble of the peer. Where it speaks another version of the protocol, only <see cref="Version"/> is meaningful.
    /// </summary>
    /// <returns>The preamble, or null where the peer went away without a word.</returns>
    /// <exception cref="ConnectionFailedException">The peer does not speak this protocol, or went away in the middle.</exception>
    public static async ValueTask<ConnectionPreamble?> ReceiveAsync(Transport transport, NetworkProtocolVersion version, CancellationToken cancellationToken)
    {
        var prefix = await ReceiveExactlyAsync(transport, 8, isOptional: true, cancellationToken).ConfigureAwait(false);
        if (prefix is null)
        {
            return null;
        }

        var size = BitConverter.ToInt32(prefix, 4);
        if (BitConverter.ToInt32(prefix) != Magic || size is <= 0 or > LargestSize)
        {
            throw new ConnectionFailedException(prefix[0] == TlsHandshake
                ? $"The peer at {transport.RemoteEndPoint} speaks TLS, this process does not. Call UseTls on both ends or on neither."
                : $"The peer at {transport.RemoteEndPoint} does not speak the protocol of this cluster. Most likely the address belongs to another service.");
        }

        var bytes = await ReceiveExactlyAsync(transport, size, isOptional: false, cancellationToken).ConfigureAwait(false);
        try
        {
            return bytes![0] == (byte)version ? Parse(bytes) : new ConnectionPreamble((NetworkProtocolVersion)bytes[0], string.Empty, default, null);
        }
        catch (Exception exception) when (exception is InvalidMessageFrameException or ArgumentException or FormatException)
        {
            throw new ConnectionFailedException($"The peer at {transport.RemoteEndPoint} introduced itself with bytes that make no sense.", exception);
        }
    }

    private static ConnectionPreamble Parse(byte[] bytes)
    {
        var reader = new FrameReader(bytes);
        var version = (NetworkProtocolVersion)reader.ReadByte();
        var clusterId = reader.ReadString();
        var names = new WireNames();
        var node = names.ReadGrainId(ref reader);
        var flags = reader.ReadByte();
        var silo = (flags & HasSilo) != 0 ? names.ReadSiloAddress(ref reader) : null;
        return new ConnectionPreamble(version, clusterId, node, silo, (flags & ForSystem) != 0, (flags & HasRefusal) != 0 ? reader.ReadString() : null);
    }

    private static async ValueTask<byte[]?> ReceiveExactlyAsync(Transport transport, int count, bool isOptional, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        var received = 0;
        while (received < count)
        {
            var n = await transport.ReceiveAsync(bytes.AsMemory(received), cancellationToken).ConfigureAwait(false);
            if (n == 0)
            {
                return isOptional && received == 0
                    ? null
                    : throw new ConnectionFailedException($"The peer at {transport.RemoteEndPoint} closed the connection before it was established.");
            }

            received += n;
        }

        return bytes;
    }
}
