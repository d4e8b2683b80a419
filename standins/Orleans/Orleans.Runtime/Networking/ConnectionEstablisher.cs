using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Observability;

namespace Orleans.Runtime.Networking;

/// <summary>Opens and accepts connections: transport, TLS where it is configured, exchange of preambles, and the check that both ends belong together.</summary>
internal sealed class ConnectionEstablisher(
    ITransportFactory transports,
    MessageSerializer serializer,
    RuntimeInstruments instruments,
    ConnectionMonitor monitor,
    IEnumerable<ITransportSecurity> securities,
    IOptions<ClusterOptions> cluster,
    IOptions<ConnectionOptions> connections,
    ILogger<ConnectionEstablisher> logger)
{
    private readonly ITransportSecurity? _security = securities.LastOrDefault();
    private readonly string _clusterId = cluster.Value.ClusterId;
    private readonly NetworkProtocolVersion _version = connections.Value.ProtocolVersion;

    /// <summary>Gets how many connections are opened to one endpoint.</summary>
    public int ConnectionsPerEndpoint { get; } = Math.Max(1, connections.Value.ConnectionsPerEndpoint);

    /// <summary>Opens a connection and starts to receive on it.</summary>
    /// <param name="endpoint">Where the peer listens.</param>
    /// <param name="node">The identity of this process.</param>
    /// <param name="silo">The address of this silo; null in a client.</param>
    /// <param name="isSystem">Whether the connection is for messages between parts of the runtime alone.</param>
    /// <param name="limits">The limits of the connection.</param>
    /// <param name="handler">The owner of the connection.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <exception cref="ConnectionFailedException">The peer cannot be reached, refused, or took longer than <see cref="ConnectionOptions.OpenConnectionTimeout"/>.</exception>
    public async Task<Connection> ConnectAsync(
        IPEndPoint endpoint, GrainId node, SiloAddress? silo, bool isSystem, ConnectionLimits limits, IConnectionHandler handler, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(connections.Value.OpenConnectionTimeout);
        var transport = await transports.ConnectAsync(endpoint, timeout.Token).ConfigureAwait(false);
        try
        {
            if (_security is not null)
            {
                transport = await _security.AuthenticateAsClientAsync(transport, timeout.Token).ConfigureAwait(false);
            }

            await new ConnectionPreamble(_version, _clusterId, node, silo, isSystem).SendAsync(transport).ConfigureAwait(false);
            var peer = await ConnectionPreamble.ReceiveAsync(transport, _version, timeout.Token).ConfigureAwait(false);
            ThrowIfUnfit(endpoint, peer);
            return Start(transport, peer!, limits, handler);
        }
        catch (Exception exception)
        {
            await transport.DisposeAsync().ConfigureAwait(false);
            var reason = exception is OperationCanceledException && !cancellationToken.IsCancellationRequested
                ? $"it did not answer within {connections.Value.OpenConnectionTimeout} (ConnectionOptions.OpenConnectionTimeout)"
                : exception.Message;
            throw exception as ConnectionFailedException ?? new ConnectionFailedException($"Unable to connect to {endpoint}: {reason}", exception);
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
                if (_security is not null)
                {
                    transport = await _security.AuthenticateAsServerAsync(transport, CancellationToken.None).ConfigureAwait(false);
                }

                using var timeout = new CancellationTokenSource(connections.Value.OpenConnectionTimeout);
                var peer = await ConnectionPreamble.ReceiveAsync(transport, _version, timeout.Token).ConfigureAwait(false);
                if (peer is null)
                {
                    // Health checks of load balancers connect and go.
                    NetworkingLog.WentSilently(logger, transport.RemoteEndPoint);
                    await transport.DisposeAsync().ConfigureAwait(false);
                    return;
                }

                var refusal = GetRefusal(peer) ?? check(peer);
                await new ConnectionPreamble(_version, _clusterId, node, silo, peer.IsSystem, refusal).SendAsync(transport).ConfigureAwait(false);
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
                var reason = exception is OperationCanceledException
                    ? $"it did not introduce itself within {connections.Value.OpenConnectionTimeout} (ConnectionOptions.OpenConnectionTimeout)"
                    : exception.Message;
                NetworkingLog.AcceptFailed(logger, exception, transport.RemoteEndPoint, reason);
                await transport.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private string? GetRefusal(ConnectionPreamble peer) =>
        peer.Version != _version
            ? $"it speaks version {(int)_version} of the network protocol, the caller version {(int)peer.Version} (ConnectionOptions.ProtocolVersion)"
        : peer.ClusterId != _clusterId
            ? $"it belongs to the cluster '{_clusterId}', the caller to '{peer.ClusterId}' (ClusterOptions.ClusterId)"
        : null;

    private void ThrowIfUnfit(IPEndPoint endpoint, ConnectionPreamble? peer)
    {
        var reason = peer is null ? "it closed the connection without an answer"
            : peer.Version != _version ? $"it speaks version {(int)peer.Version} of the network protocol, this process version {(int)_version} (ConnectionOptions.ProtocolVersion)"
            : peer.Refusal is not null ? $"it refused the connection: {peer.Refusal}"
            : peer.ClusterId != _clusterId ? $"it belongs to the cluster '{peer.ClusterId}', this process to '{_clusterId}' (ClusterOptions.ClusterId)"
            : null;
        if (reason is not null)
        {
            throw new ConnectionFailedException($"Unable to connect to {endpoint}: {reason}.");
        }
    }

    private Connection Start(Transport transport, ConnectionPreamble peer, ConnectionLimits limits, IConnectionHandler handler)
    {
        var connection = new Connection(transport, peer, serializer, limits, instruments, handler);
        (handler as IAcceptedConnectionHandler)?.OnAccepted(connection);
        instruments.SocketsOpened.Add(1, new KeyValuePair<string, object?>("Direction", connection.Kind));
        monitor.Add(connection);
        _ = connection.RunAsync();
        return connection;
    }
}
