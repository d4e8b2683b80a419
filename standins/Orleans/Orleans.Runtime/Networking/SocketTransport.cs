using System.Net;
using System.Net.Sockets;

namespace Orleans.Runtime.Networking;

/// <summary>A TCP connection.</summary>
internal sealed class SocketTransport(Socket socket) : Transport
{
    /// <inheritdoc/>
    public override EndPoint RemoteEndPoint { get; } = socket.RemoteEndPoint!;

    /// <inheritdoc/>
    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask SendAsync(IList<ArraySegment<byte>> segments)
    {
        if (segments.Count > 1)
        {
            return SendManyAsync(segments);
        }

        var remaining = segments[0].AsMemory();
        var sending = socket.SendAsync(remaining, SocketFlags.None);
        if (sending.IsCompletedSuccessfully)
        {
            var sent = sending.Result;
            if (sent == remaining.Length)
            {
                return default;
            }

            return SendRestAsync(remaining[sent..]);
        }

        return AwaitThenSendRestAsync(sending, remaining);
    }

    /// <inheritdoc/>
    public override void Abort() => socket.Dispose();

    private async ValueTask AwaitThenSendRestAsync(ValueTask<int> sending, ReadOnlyMemory<byte> bytes)
    {
        var sent = await sending.ConfigureAwait(false);
        await SendRestAsync(bytes[sent..]).ConfigureAwait(false);
    }

    private async ValueTask SendRestAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None).ConfigureAwait(false)..];
        }
    }

    private async ValueTask SendManyAsync(IList<ArraySegment<byte>> segments)
    {
        // A stream socket with a list of buffers sends all of them before the task completes.
        await socket.SendAsync(segments, SocketFlags.None).ConfigureAwait(false);
    }
}
