using System.Net.Sockets;

namespace Orleans.Runtime.Networking;

/// <summary>Accepts TCP connections.</summary>
internal sealed class SocketTransportListener(Socket socket) : ITransportListener
{
    /// <inheritdoc/>
    public async ValueTask<Transport?> AcceptAsync()
    {
        while (true)
        {
            try
            {
                var accepted = await socket.AcceptAsync().ConfigureAwait(false);
                accepted.NoDelay = true;
                return new SocketTransport(accepted);
            }
            catch (ObjectDisposedException)
            {
                return null;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.OperationAborted or SocketError.Interrupted)
            {
                return null;
            }
            catch (SocketException)
            {
                // The peer went away between connecting and being accepted: wait for the next one.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();
}
