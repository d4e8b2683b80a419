using System.Net;
using System.Net.Security;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Networking;

namespace Orleans.Connections.Security;

/// <summary>A transport whose bytes travel in TLS.</summary>
/// <param name="inner">The transport below.</param>
/// <param name="stream">The stream whose handshake is over.</param>
/// <param name="earlyEnd">What the end of the stream means before anything was received.</param>
internal sealed class TlsTransport(Transport inner, SslStream stream, string earlyEnd) : Transport
{
    private bool _hasReceived;

    /// <inheritdoc/>
    public override EndPoint RemoteEndPoint => inner.RemoteEndPoint;

    /// <inheritdoc/>
    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        _hasReceived ? stream.ReadAsync(buffer, cancellationToken) : ReceiveFirstAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override async ValueTask SendAsync(IList<ArraySegment<byte>> segments)
    {
        for (var i = 0; i < segments.Count; i++)
        {
            await stream.WriteAsync(segments[i]).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override void Abort() => inner.Abort();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await stream.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<int> ReceiveFirstAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            var count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (count > 0)
            {
                _hasReceived = true;
                return count;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            failure = exception;
        }

        // With TLS 1.3 the connecting side takes the handshake for done before the other side has looked at its certificate.
        throw new ConnectionFailedException(earlyEnd, failure!);
    }
}
