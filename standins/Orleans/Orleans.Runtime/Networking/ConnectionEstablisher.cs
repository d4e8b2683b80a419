using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Observability;

namespace Orleans.Runtime.Networking;

/// <summary>Opens and accepts connections: transport, exchange of preambles, and the check that both ends belong to one cluster.</summary>
internal sealed class ConnectionEstablisher(
    ITransportFactory transports,
    MessageSerializer serializer,
    RuntimeInstruments instruments,
    IOptions<ClusterOptions> cluster,
    IOptions<ConnectionOptions> connections,
    ILogger<ConnectionEstablisher> logger)
{
    private readonly string _clusterId = cluster.Value.ClusterId;

    /// <summary>Opens a connection and starts to receive on it.</summary>
    /// <exception cref="ConnectionFailedException">The peer cannot be reached, or refused.</exception>
    public async Task<Connection> ConnectAsync(
        IPEndPoint endpoint, GrainId node, SiloAddress? silo, ConnectionLimits limits, IConnectionHandler handler, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(connections.Value.OpenConnectionTimeout);
        var transport = await transports.ConnectAsync(endpoint, timeout.Token).ConfigureAwait(false);
        try
        {
            await new ConnectionPreamble(_clusterId, node, silo).SendAsync(transport).ConfigureAwait(false);
            var peer = await ConnectionPreamble.ReceiveAsync(transport, timeout.Token).ConfigureAwait(false);
            return Start(transport, peer, limits, handler);
        }
        catch (Exception exception)
        {
            await transport.DisposeAsync().ConfigureAwait(false);
            throw exception as ConnectionFailedException
                ?? new ConnectionFailedException($"Unable to connect to {endpoint}: {exception.Message}", exception);
        }
    }

    /// <summary>Accepts connections until the listener is disposed.</summary>
    /// <param name="listener">The listener.</param>
    /// <param name="silo">The address of this silo.</param>
    /// <param name="node">The identity of this silo.</param>
    /// <param name="check">Tells why a peer is refused, or null where it is welcome.</param>
    /// <param name="limits">The limits of accepted connections.</param>
    /// <param name="handler">The owner of accepted connections; it learns of a connection before its first message.</param>
    public async Task AcceptAsync(
        ITransportListener listener,
        SiloAddress silo,
        GrainId node,
        Func<ConnectionPreamble, string?> check,
        ConnectionLimits limits,
        IAcceptedConnectionHandler handler)
    {
        while (await listener.AcceptAsync().ConfigureAwait(false) is { } transport)
        {
            _ = AcceptAsync(transport);
        }

        async Task AcceptAsync(Transport transport)
        {
            try
            {
                using var timeout = new CancellationTokenSource(connections.Value.OpenConnectionTimeout);
                var peer = await ConnectionPreamble.ReceiveAsync(transport, timeout.Token).ConfigureAwait(false);
                var refusal = peer.ClusterId != _clusterId
                    ? $"it belongs to the cluster '{_clusterId}', the caller to '{peer.ClusterId}' (ClusterOptions.ClusterId)"
                    : check(peer);
                await new ConnectionPreamble(_clusterId, node, silo, refusal).SendAsync(transport).ConfigureAwait(false);
                if (refusal is not null)
                {
                    NetworkingLog.Refused(logger, transport.RemoteEndPoint, refusal);
                    await transport.DisposeAsync().ConfigureAwait(false);
                    return;
                }

                Start(transport, peer, limits, handler);
            }
            catch (Exception exception)
            {
                NetworkingLog.AcceptFailed(logger, exception, transport.RemoteEndPoint);
                await transport.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private Connection Start(Transport transport, ConnectionPreamble peer, ConnectionLimits limits, IConnectionHandler handler)
    {
        var connection = new Connection(transport, peer, serializer, limits, instruments, handler);
        (handler as IAcceptedConnectionHandler)?.OnAccepted(connection);
        instruments.SocketsOpened.Add(1);
        _ = connection.RunAsync();
        return connection;
    }
}
