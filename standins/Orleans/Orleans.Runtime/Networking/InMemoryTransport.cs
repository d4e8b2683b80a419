using System.Buffers;
using System.IO.Pipelines;
using System.Net;

namespace Orleans.Runtime.Networking;

/// <summary>One end of a stream between two parts of this process.</summary>
internal sealed class InMemoryTransport : Transport
{
    private static readonly PipeOptions Options = new(pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 1 << 19, useSynchronizationContext: false);
    private readonly Pipe _incoming;
    private readonly Pipe _outgoing;

    private InMemoryTransport(Pipe incoming, Pipe outgoing, EndPoint remote)
    {
        _incoming = incoming;
        _outgoing = outgoing;
        RemoteEndPoint = remote;
    }

    /// <inheritdoc/>
    public override EndPoint RemoteEndPoint { get; }

    /// <summary>Creates both ends of a stream.</summary>
    public static (InMemoryTransport Client, InMemoryTransport Server) CreatePair(IPEndPoint serverEndPoint)
    {
        var toServer = new Pipe(Options);
        var toClient = new Pipe(Options);
        return (new(toClient, toServer, serverEndPoint), new(toServer, toClient, new IPEndPoint(IPAddress.Loopback, 0)));
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var result = await _incoming.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var available = result.Buffer.Slice(0, Math.Min(buffer.Length, result.Buffer.Length));
        available.CopyTo(buffer.Span);
        var count = (int)available.Length;
        _incoming.Reader.AdvanceTo(available.End);
        return count;
    }

    /// <inheritdoc/>
    public override async ValueTask SendAsync(IList<ArraySegment<byte>> segments)
    {
        for (var i = 0; i < segments.Count; i++)
        {
            var result = await _outgoing.Writer.WriteAsync(segments[i]).ConfigureAwait(false);
            if (result.IsCompleted)
            {
                throw new IOException($"The peer at {RemoteEndPoint} has closed the stream.");
            }
        }
    }

    /// <inheritdoc/>
    public override void Abort()
    {
        // The reader stays usable until disposal, because the receive loop of this end may be inside it.
        _outgoing.Writer.CancelPendingFlush();
        _outgoing.Writer.Complete();
        _incoming.Reader.CancelPendingRead();
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        Abort();
        _incoming.Reader.Complete();
        return default;
    }
}
