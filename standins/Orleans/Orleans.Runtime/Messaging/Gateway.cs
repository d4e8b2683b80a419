using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Networking;
using Orleans.Runtime.Observability;

namespace Orleans.Runtime.Messaging;

/// <summary>The connections of this silo with external clients.</summary>
internal sealed class Gateway : IAcceptedConnectionHandler, IDisposable
{
    private static readonly TimeSpan DrainPollPeriod = TimeSpan.FromMilliseconds(10);
    private readonly ConcurrentDictionary<GrainId, GatewayClient> _clients = new();
    private readonly ConnectionEstablisher _establisher;
    private readonly ITransportFactory _transports;
    private readonly ILocalSiloDetails _silo;
    private readonly SiloMessageCenter _messages;
    private readonly MembershipManager _membership;
    private readonly EndpointOptions _endpoints;
    private readonly ConnectionLimits _limits;
    private readonly TimeSpan _responseTimeout;
    private readonly RuntimeInstruments _instruments;
    private readonly OverloadDetector _overload;
    private readonly ILogger<Gateway> _logger;
    private ITransportListener? _listener;
    private bool _closed;
    private volatile bool _leaving;

    /// <summary>Initializes the gateway.</summary>
    public Gateway(
        ConnectionEstablisher establisher,
        ITransportFactory transports,
        ILocalSiloDetails silo,
        SiloMessageCenter messages,
        MembershipManager membership,
        IOptions<EndpointOptions> endpoints,
        IOptions<SiloMessagingOptions> options,
        RuntimeInstruments instruments,
        OverloadDetector overload,
        ILogger<Gateway> logger)
    {
        _establisher = establisher;
        _transports = transports;
        _silo = silo;
        _messages = messages;
        _membership = membership;
        _endpoints = endpoints.Value;
        _limits = ConnectionLimits.From(options.Value);
        _responseTimeout = options.Value.ResponseTimeout;
        _instruments = instruments;
        _overload = overload;
        _logger = logger;
        instruments.ObserveConnectedClients(() => ClientCount);
    }

    /// <summary>Gets the number of connected clients.</summary>
    public int ClientCount => _clients.Count;

    /// <summary>Starts to accept clients, if the silo has a gateway port.</summary>
    public void Listen()
    {
        if (_endpoints.GatewayPort == 0)
        {
            return;
        }

        var endpoint = _endpoints.GatewayListeningEndpoint ?? _silo.GatewayAddress.Endpoint;
        _listener = _transports.Listen(endpoint);
        NetworkingLog.Listening(_logger, endpoint, "clients");
        _ = _establisher.AcceptAsync(
            _listener,
            _silo.SiloAddress,
            ClientIds.CreateHosted(_silo.SiloAddress),
            peer => peer.Silo is null ? null : $"{_endpoints.GatewayPort} is the port for clients",
            _limits,
            this);
    }

    /// <summary>Gets whether a client is connected to this silo.</summary>
    public bool IsConnected(GrainId client) => _clients.ContainsKey(client);

    /// <summary>Sends a message to a client; false where it is not connected to this silo.</summary>
    public bool TrySend(Message message) =>
        _clients.TryGetValue(ClientIds.GetClient(message.TargetGrain), out var client) && client.TrySend(message);

    /// <summary>Counts the requests of clients that wait for another silo.</summary>
    public int CountWaitingFor(SiloAddress silo) => _clients.Sum(pair => pair.Value.CountWaitingFor(silo));

    /// <summary>Learns that a request of a client was sent on to another silo than before.</summary>
    public void OnForwarded(GrainId sender, long id, SiloAddress silo)
    {
        if (_clients.TryGetValue(ClientIds.GetClient(sender), out var client))
        {
            client.OnForwarded(id, silo);
            if (_messages.IsDead(silo))
            {
                client.OnSiloDead(silo);
            }
        }
    }

    /// <summary>Tells clients at once that their requests to a silo which has died get no response.</summary>
    public void OnSiloDead(SiloAddress silo)
    {
        foreach (var client in _clients.Values)
        {
            client.OnSiloDead(silo);
        }
    }

    /// <summary>Stops to accept clients and tells those that are connected to send new calls to other gateways.</summary>
    public void Leave()
    {
        _leaving = true;
        _listener?.Dispose();
        foreach (var connection in _clients.Values.SelectMany(static client => client.Connections))
        {
            connection.Signal(ConnectionSignal.Leaving);
        }
    }

    /// <summary>
    /// Waits until no client waits for anything on its connection with this gateway, but not longer than calls wait for a response; and not where
    /// no other silo is active, because then clients have nowhere to go.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        var end = Environment.TickCount64 + (long)_responseTimeout.TotalMilliseconds;
        while (!_clients.IsEmpty
            && !cancellationToken.IsCancellationRequested
            && Environment.TickCount64 < end
            && _membership.ActiveSilos.Any(other => !other.Equals(_silo.SiloAddress)))
        {
            await Task.Delay(DrainPollPeriod, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void OnAccepted(Connection connection)
    {
        while (!_clients.GetOrAdd(connection.Peer.Node, static _ => new GatewayClient()).TryAdd(connection))
        {
            // The client's last other connection was just closed, and its entry is about to be replaced.
        }

        if (_leaving)
        {
            connection.Signal(ConnectionSignal.Leaving);
        }
    }

    /// <inheritdoc/>
    public void OnSignal(Connection connection, ConnectionSignal signal)
    {
        if (signal == ConnectionSignal.Left)
        {
            // Everything that the client has sent was handled before this; what its observers get goes through another gateway.
            Remove(connection);
            connection.CloseWhenSent();
        }
    }

    /// <inheritdoc/>
    public void OnReceived(Connection connection, Message message)
    {
        try
        {
            if (message.Direction != MessageDirection.Response)
            {
                // A client has no address that silos could send to: responses go through this gateway.
                message.SendingSilo = _silo.SiloAddress;
                message.Source = _clients.GetValueOrDefault(connection.Peer.Node);
            }
            else if (message.TargetSilo is { } silo && !silo.Equals(_silo.SiloAddress))
            {
                _messages.Forward(silo, message);
                return;
            }

            if (message.Direction != MessageDirection.Response && !message.IsSystem && _overload.IsOverloaded)
            {
                _instruments.GatewayLoadShedding.Add(1);
                _messages.Reject(message, RejectionKind.GatewayTooBusy, $"{_silo.SiloAddress} sheds load (LoadSheddingOptions); call again later.");
                return;
            }

            _messages.OnReceived(message);
        }
        catch (Exception exception)
        {
            NetworkingLog.HandlingFailed(_logger, exception, message);
        }
    }

    /// <inheritdoc/>
    public void OnNotSent(Message message, Exception exception)
    {
        NetworkingLog.NotSent(_logger, exception, message);
        _messages.OnNotSent(message, exception);
    }

    /// <inheritdoc/>
    public void OnClosed(Connection connection, Exception? exception)
    {
        Remove(connection);
        if (!_closed)
        {
            NetworkingLog.Ended(_logger, connection, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed = true;
        _listener?.Dispose();
        foreach (var connection in _clients.Values.SelectMany(static client => client.Connections))
        {
            connection.Close(null);
        }
    }

    private void Remove(Connection connection)
    {
        if (_clients.TryGetValue(connection.Peer.Node, out var client) && client.Remove(connection))
        {
            _clients.TryRemove(new(connection.Peer.Node, client));
        }
    }
}
