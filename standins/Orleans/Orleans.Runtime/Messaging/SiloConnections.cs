using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Networking;

namespace Orleans.Runtime.Messaging;

/// <summary>The connections of this silo with other silos: the listener, and one link to each.</summary>
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

    private readonly ConcurrentDictionary<SiloAddress, SiloLink> _links = new();
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

    /// <summary>Sends a message over a live connection before returning; false where there is none yet.</summary>
    public bool TrySendNow(SiloAddress target, Message message) => _links.TryGetValue(target, out var link) && link.Connection?.TrySend(message) == true;

    /// <summary>Sends a message now or once the connection is there.</summary>
    public void Send(SiloAddress target, Message message)
    {
        if (target.Generation != 0 && membership.HasDied(target))
        {
            _messages!.OnNotSent(message, new SiloUnavailableException($"The target silo {target} is dead."));
            return;
        }

        // A message that was received for somebody else has its body in a buffer that is about to be reused.
        var link = GetLink(target);
        if (link.Connection?.TrySend(message) == true)
        {
            return;
        }

        if (!message.SerializedBody.IsEmpty)
        {
            message.SerializedBody = message.SerializedBody.ToArray();
        }

        link.Send(message);
    }

    /// <summary>Gets when a silo was last heard of, in milliseconds of <see cref="Environment.TickCount64"/>, or null.</summary>
    public long? GetLastReceived(SiloAddress target) => _links.TryGetValue(target, out var link) ? link.Connection?.LastReceived : null;

    /// <summary>Closes the link to a silo for good.</summary>
    public void Close(SiloAddress target, Exception reason)
    {
        if (_links.TryRemove(target, out var link))
        {
            link.Close(reason);
        }
    }

    /// <inheritdoc/>
    public void OnAccepted(Connection connection)
    {
        if (connection.Peer.Silo is { } peer)
        {
            GetLink(peer).Offer(connection);
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
    public void OnNotSent(Message message, Exception exception)
    {
        NetworkingLog.NotSent(logger, exception, message);
        _messages!.OnNotSent(message, exception);
    }

    /// <inheritdoc/>
    public void OnClosed(Connection connection, Exception? exception)
    {
        if (!_closed)
        {
            NetworkingLog.Closed(logger, exception, connection);
            if (connection.Peer.Silo is { } peer)
            {
                ConnectionLost?.Invoke(peer);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed = true;
        _listener?.Dispose();
        foreach (var target in _links.Keys)
        {
            Close(target, new SiloUnavailableException($"{silo.SiloAddress} has stopped."));
        }
    }

    private string? Check(ConnectionPreamble peer) =>
        peer.Silo is null ? $"{endpoints.Value.SiloPort} is the port for silos; clients connect to the gateway port {endpoints.Value.GatewayPort}"
        : membership.HasDied(peer.Silo) ? $"{peer.Silo} {DeclaredDead}"
        : null;

    private SiloLink GetLink(SiloAddress target) => _links.GetOrAdd(target, CreateLink);

    private SiloLink CreateLink(SiloAddress target) => new(
        target,
        async cancellationToken =>
        {
            var connection = await establisher.ConnectAsync(target.Endpoint, Node, silo.SiloAddress, _limits, this, cancellationToken).ConfigureAwait(false);
            if (target.Generation != 0 && !target.Equals(connection.Peer.Silo))
            {
                var reason = new ConnectionFailedException($"Unable to connect to {target}: {connection.Peer.Silo} is there now.");
                connection.Close(reason);
                throw reason;
            }

            return connection;
        },
        connectionOptions.Value.ConnectionRetryDelay,
        OnNotSent);
}
