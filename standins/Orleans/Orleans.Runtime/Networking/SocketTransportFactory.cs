using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Networking.Shared;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Networking;

/// <summary>Opens and accepts TCP connections.</summary>
internal sealed class SocketTransportFactory(IOptions<SocketConnectionOptions> options) : ITransportFactory
{
    private const int Backlog = 512;

    /// <inheritdoc/>
    public async ValueTask<Transport> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
            options.Value.Apply(socket);
            return new SocketTransport(socket);
        }
        catch (Exception exception)
        {
            socket.Dispose();
            var reason = exception is OperationCanceledException ? "the connection attempt timed out" : exception.Message;
            throw new ConnectionFailedException($"Unable to connect to {endpoint}: {reason}", exception);
        }
    }

    /// <inheritdoc/>
    public ITransportListener Listen(IPEndPoint endpoint)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(endpoint);
            socket.Listen(Backlog);
            return new SocketTransportListener(socket, options.Value);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new IOException(
                $"Cannot listen on {endpoint}: {exception.Message}. Choose another port with EndpointOptions, or stop the process that uses it.",
                exception);
        }
    }
}
