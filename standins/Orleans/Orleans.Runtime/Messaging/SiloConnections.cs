using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Networking;

namespace Orleans.Runtime.Messaging;

/// <summary>The connections of this silo with other silos: the listener, and the way to each.</summary>
internal sealed class SiloConnections(
    ConnectionEstablisher establisher,
    ITransportFactory transports,
    ILocalSiloDetails silo,
    MembershipManager membership,
    IOptions<EndpointOptions> endpoints,
    IOptions<ConnectionOptions> connectionOptions,
    IOptions<SiloMessagingOptions> options,
    ILogger<SiloConnections> logger) : IAcceptedConnectionHandler, IDisposable
{
    /// <summary>What a silo is told that connects although it is dead.</summary>
    public const string DeclaredDead = "was declared dead";

    private readonly ConcurrentDictionary<SiloAddress, SiloPeer> _peers = new();
    private readonly ConnectionLimits _limits = ConnectionLimits.From(options.Value);
    private SiloMessageCenter? _messages;
    private ITransportListener? _listener;
    private bool _closed;

    /// <summary>Raised with the silo at the other end when a connection ends that this silo did not close.</summary>
    public event Action<SiloAddress>? ConnectionLost;

    private GrainId Node => ClientIds.CreateHosted(silo.SiloAddress);

    /// <summary>Sets who handles received messages.</summary>
    public void Attach(SiloMessageCenter messages) => _messages = messages;

    /// <summary>Starts to accept connections of other silos.</summary>
    public void Listen()
    {
        var endpoint = endpoints.Value.SiloListeningEndpoint ?? silo.SiloAddress.Endpoint;
        _listener = transports.Listen(endpoint);
        NetworkingLog.Listening(logger, endpoint, "silos");
        _ = establisher.AcceptAsync(_listener, silo.SiloAddress, Node, Check, _limits, this);
    }

    /// <summary>Gets whether a silo has been declared dead.</summary>
    public bool IsDead(SiloAddress target) => target.Generation != 0 && membership.HasDied(target);

    /// <summary>Sends a message over a live connection before returning; false where there is none yet.</summary>
    public bool TrySendNow(SiloAddress target, Message message) => _peers.TryGetValue(target, out var peer) && peer.GetLink(message).TrySendNow(message);

    /// <summary>Sends a message now or once the connection is there.</summary>
    public void Send(SiloAddress target, Message message)
    {
        if (IsDead(target))
        {
            _messages!.OnNotSent(message, new SiloUnavailableException($"The target silo {target} is dead."));
            return;
        }

        var link = GetPeer(target).GetLink(message);
        if (link.TrySendNow(message))
        {
            return;
        }

        // A message that was received for somebody else has its body in a buffer that is about to be reused.
        if (!message.SerializedBody.IsEmpty)
        {
            message.SerializedBody = message.SerializedBody.ToArray();
        }

        link.Send(message);
    }

    /// <summary>Gets when a message of a silo was last received, in milliseconds of <see cref="Environment.TickCount64"/>, or null.</summary>
    public long? GetLastReceived(SiloAddress target) => _peers.TryGetValue(target, out var peer) ? peer.LastReceived : null;

    /// <summary>Closes the connections with a silo for good.</summary>
    public void Close(SiloAddress target, Exception reason)
    {
        if (_peers.TryRemove(target, out var peer))
        {
            peer.Close(reason);
        }
    }

    /// <inheritdoc/>
    public void OnAccepted(Connection connection)
    {
        if (connection.Peer.Silo is not { } address)
        {
            return;
        }

        var peer = GetPeer(address);
        peer.AddAccepted(connection);
        if (membership.HasDied(address))
        {
            // The silo was declared dead while it connected.
            Close(address, new SiloUnavailableException($"The silo {address} is dead."));
        }
    }

    /// <inheritdoc/>
    public void OnReceived(Connection connection, Message message)
    {
        try
        {
            _messages!.OnReceived(message);
        }
        catch (Exception exception)
        {
            NetworkingLog.HandlingFailed(logger, exception, message);
        }
    }

    /// <inheritdoc/>
    public void OnSignal(Connection connection, ConnectionSignal signal)
    {
        // Silos learn from the membership who is about to leave.
    }

    /// <inheritdoc/>
    public void OnNotSent(Message message, Exception exception)
    {
        NetworkingLog.NotSent(logger, exception, message);
        _messages!.OnNotSent(message, exception);
    }

    /// <inheritdoc/>
    public void OnClosed(Connection connection, Exception? exception)
    {
        if (connection.Peer.Silo is { } address && _peers.TryGetValue(address, out var peer))
        {
            peer.Remove(connection);
        }

        if (!_closed)
        {
            NetworkingLog.Ended(logger, connection, exception);
            if (connection.Peer.Silo is { } lost)
            {
                ConnectionLost?.Invoke(lost);
            }
        }

        _messages!.OnConnectionLost(connection);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed = true;
        _listener?.Dispose();
        foreach (var target in _peers.Keys)
        {
            Close(target, new SiloUnavailableException($"{silo.SiloAddress} has stopped."));
        }
    }

    private string? Check(ConnectionPreamble peer) =>
        peer.Silo is null ? $"{endpoints.Value.SiloPort} is the port for silos; clients connect to the gateway port {endpoints.Value.GatewayPort}"
        : membership.HasDied(peer.Silo) ? $"{peer.Silo} {DeclaredDead}; it has to restart"
        : null;

    private SiloPeer GetPeer(SiloAddress target) =>
        _peers.GetOrAdd(target, address => new SiloPeer(establisher.ConnectionsPerEndpoint, isSystem => CreateLink(address, isSystem)));

    private SiloLink CreateLink(SiloAddress target, bool isSystem) => new(
        target, cancellationToken => ConnectAsync(target, isSystem, cancellationToken), connectionOptions.Value.ConnectionRetryDelay, _limits.QueueBytes, OnNotSent);

    private async Task<Connection> ConnectAsync(SiloAddress target, bool isSystem, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await establisher.ConnectAsync(
                target.Endpoint, Node, silo.SiloAddress, isSystem, _limits, this, cancellationToken).ConfigureAwait(false);
            if (target.Generation != 0 && !target.Equals(connection.Peer.Silo))
            {
                var reason = new ConnectionFailedException($"Unable to connect to {target}: {connection.Peer.Silo} is there now.");
                connection.Close(reason);
                throw reason;
            }

            GetPeer(target).Add(connection);
            return connection;
        }
        catch (ConnectionFailedException exception) when (!_closed)
        {
            NetworkingLog.ConnectFailed(logger, exception, target, exception.Message);
            throw;
        }
    }
}
