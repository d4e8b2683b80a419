using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Networking;

/// <summary>What the two ends of a new connection tell each other first.</summary>
/// <param name="ClusterId">The cluster of the sender.</param>
/// <param name="Node">The identity of the sender: a client, or a silo.</param>
/// <param name="Silo">The address of the sender where it is a silo.</param>
/// <param name="Refusal">Why the sender closes the connection, or null where it accepts it.</param>
internal sealed record ConnectionPreamble(string ClusterId, GrainId Node, SiloAddress? Silo, string? Refusal = null)
{
    private const int Magic = 0x314C524F;
    private const int LargestSize = 4096;

    /// <summary>Sends a preamble.</summary>
    public async ValueTask SendAsync(Transport transport)
    {
        var writer = new FrameWriter();
        writer.WriteInt32(Magic);
        writer.WriteInt32(0);
        writer.WriteString(ClusterId);
        WireNames.Write(writer, Node);
        writer.WriteByte((byte)((Silo is null ? 0 : 1) | (Refusal is null ? 0 : 2)));
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

    /// <summary>Receives the preamble of the peer.</summary>
    /// <exception cref="ConnectionFailedException">The peer does not speak this protocol, refused, or went away.</exception>
    public static async ValueTask<ConnectionPreamble> ReceiveAsync(Transport transport, CancellationToken cancellationToken)
    {
        var prefix = await ReceiveExactlyAsync(transport, 8, cancellationToken).ConfigureAwait(false);
        var size = BitConverter.ToInt32(prefix, 4);
        if (BitConverter.ToInt32(prefix) != Magic || size is <= 0 or > LargestSize)
        {
            throw new ConnectionFailedException($"The peer at {transport.RemoteEndPoint} does not speak the protocol of this cluster.");
        }

        var preamble = Parse(await ReceiveExactlyAsync(transport, size, cancellationToken).ConfigureAwait(false));
        return preamble.Refusal is null
            ? preamble
            : throw new ConnectionFailedException($"{transport.RemoteEndPoint} refused the connection: {preamble.Refusal}");
    }

    private static ConnectionPreamble Parse(byte[] bytes)
    {
        var reader = new FrameReader(bytes);
        var clusterId = reader.ReadString();
        var names = new WireNames();
        var node = names.ReadGrainId(ref reader);
        var flags = reader.ReadByte();
        var silo = (flags & 1) != 0 ? names.ReadSiloAddress(ref reader) : null;
        return new ConnectionPreamble(clusterId, node, silo, (flags & 2) != 0 ? reader.ReadString() : null);
    }

    private static async ValueTask<byte[]> ReceiveExactlyAsync(Transport transport, int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        var received = 0;
        while (received < count)
        {
            var n = await transport.ReceiveAsync(bytes.AsMemory(received), cancellationToken).ConfigureAwait(false);
            if (n == 0)
            {
                throw new ConnectionFailedException($"The peer at {transport.RemoteEndPoint} closed the connection before it was established.");
            }

            received += n;
        }

        return bytes;
    }
}
