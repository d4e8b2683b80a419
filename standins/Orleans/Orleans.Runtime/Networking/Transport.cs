using System.Net;

namespace Orleans.Runtime.Networking;

/// <summary>A byte stream to one peer: a TCP connection, or a pair of buffers between two silos of one process.</summary>
internal abstract class Transport : IAsyncDisposable
{
    /// <summary>Gets the endpoint of the peer.</summary>
    public abstract EndPoint RemoteEndPoint { get; }

    /// <summary>Receives bytes; returns 0 when the peer has closed the stream.</summary>
    public abstract ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Sends all bytes of all segments in order. One call at a time.</summary>
    public abstract ValueTask SendAsync(IList<ArraySegment<byte>> segments);

    /// <summary>Closes the stream at once; pending operations end with an error or with 0 bytes.</summary>
    public abstract void Abort();

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        Abort();
        return default;
    }
}
