using System.Net.Sockets;
using Orleans.Networking.Shared;

namespace Orleans.Runtime.Networking;

/// <summary>Accepts TCP connections.</summary>
internal sealed class SocketTransportListener(Socket socket, SocketConnectionOptions options) : ITransportListener
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public async ValueTask<Transport?> AcceptAsync()
    {
        while (true)
        {
            try
            {
                var accepted = await socket.AcceptAsync().ConfigureAwait(false);
                try
                {
                    options.Apply(accepted);
                    return new SocketTransport(accepted);
                }
                catch (SocketException)
                {
                    // The peer went away right after it was accepted: wait for the next one.
                    accepted.Dispose();
                }
            }
            catch (ObjectDisposedException)
            {
                return null;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.OperationAborted or SocketError.Interrupted)
            {
                return null;
            }
            catch (SocketException exception)
            {
                // The peer went away between connecting and being accepted, or the process has no handle left: wait for the next one.
                if (exception.SocketErrorCode is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable)
                {
                    await Task.Delay(RetryDelay).ConfigureAwait(false);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();
}
