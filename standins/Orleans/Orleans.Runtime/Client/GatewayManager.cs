using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Networking;
using Orleans.Runtime.Observability;

namespace Orleans.Runtime.Client;

/// <summary>Keeps the connections of a client with the gateways of the cluster, as many as the gateway list names.</summary>
internal sealed class GatewayManager : IAsyncDisposable
{
    private readonly ConcurrentDictionary<IPEndPoint, Connection> _connections = new();
    private readonly IGatewayListProvider _list;
    private readonly ConnectionEstablisher _establisher;
    private readonly GatewayOptions _gatewayOptions;
    private readonly ConnectionOptions _connectionOptions;
    private readonly ConnectionLimits _limits;
    private readonly IClusterConnectionStatusObserver[] _observers;
    private readonly ILogger<GatewayManager> _logger;
    private readonly CancellationTokenSource _stopped = new();
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private volatile Connection[] _live = [];
    private ClientMessageCenter? _messages;
    private Task? _loop;
    private long _lastListRead;
    private IPEndPoint[] _endpoints = [];

    /// <summary>Initializes the manager.</summary>
    public GatewayManager(
        IGatewayListProvider list,
        ConnectionEstablisher establisher,
        IOptions<GatewayOptions> gatewayOptions,
        IOptions<ConnectionOptions> connectionOptions,
        IOptions<ClientMessagingOptions> messaging,
        IEnumerable<IClusterConnectionStatusObserver> observers,
        RuntimeInstruments instruments,
        ILogger<GatewayManager> logger)
    {
        _list = list;
        _establisher = establisher;
        _gatewayOptions = gatewayOptions.Value;
        _connectionOptions = connectionOptions.Value;
        _limits = ConnectionLimits.From(messaging.Value);
        _observers = [.. observers];
        _logger = logger;
        instruments.ObserveConnectedGateways(() => _live.Length);
    }

    /// <summary>Sets who handles received messages.</summary>
    public void Attach(ClientMessageCenter messages) => _messages = messages;

    /// <summary>Connects to the gateways and keeps connecting to those that come or come back.</summary>
    /// <exception cref="SiloUnavailableException">No gateway can be reached.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _list.InitializeGatewayListProvider().ConfigureAwait(false);
        var failure = await RefreshAsync(cancellationToken).ConfigureAwait(false);
        if (_live.Length == 0)
        {
            var known = string.Join(", ", _endpoints.Select(endpoint => endpoint.ToString()));
            throw new SiloUnavailableException(
                _endpoints.Length == 0 ? "Could not find any gateway: the gateway list is empty." : $"Could not connect to any gateway of {known}: {failure?.Message}",
                failure ?? new ConnectionFailedException("The gateway list is empty."));
        }

        _loop ??= RefreshLoopAsync();
    }

    /// <summary>Gets the connection for a grain: always the same one as long as the gateways stay the same.</summary>
    public Connection? Get(GrainId grainId)
    {
        var live = _live;
        if (live.Length <= 1)
        {
            return live.Length == 1 ? live[0] : null;
        }

        var preferred = _gatewayOptions.PreferredGatewayIndex;
        return preferred >= 0 ? live[Math.Min(preferred, live.Length - 1)] : live[grainId.GetUniformHashCode() % (uint)live.Length];
    }

    /// <summary>Gets the connection with a silo, or null where there is none.</summary>
    public Connection? Get(SiloAddress silo) => Array.Find(_live, connection => silo.Equals(connection.Peer.Silo));

    /// <summary>Gets a silo with which the client is connected.</summary>
    public SiloAddress GetAny()
    {
        var live = _live;
        return live.Length > 0
            ? live[Random.Shared.Next(live.Length)].Peer.Silo!
            : throw new SiloUnavailableException("The client is not connected to any gateway.");
    }

    /// <summary>Learns that a connection has ended, and tries at once to replace it.</summary>
    public void OnClosed(Connection connection, Exception? exception)
    {
        if (_stopped.IsCancellationRequested)
        {
            return;
        }

        NetworkingLog.Closed(_logger, exception, connection);
        foreach (var pair in _connections)
        {
            if (ReferenceEquals(pair.Value, connection))
            {
                _connections.TryRemove(pair);
            }
        }

        Publish();
        _ = RefreshAsync(_stopped.Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync().ConfigureAwait(false);
        if (_loop is not null)
        {
            await _loop.ConfigureAwait(false);
        }

        foreach (var connection in _connections.Values)
        {
            connection.Close(null);
        }

        _live = [];
    }

    private async Task RefreshLoopAsync()
    {
        using var timer = new PeriodicTimer(_connectionOptions.ConnectionRetryDelay);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopped.Token).ConfigureAwait(false))
            {
                var due = Environment.TickCount64 - _lastListRead >= _gatewayOptions.GatewayListRefreshPeriod.TotalMilliseconds;
                if (due || _live.Length < _endpoints.Length || _live.Length == 0)
                {
                    await RefreshAsync(_stopped.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The client disconnects.
        }
    }

    private async Task<Exception?> RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _refreshing.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            return exception;
        }

        try
        {
            return await ReconcileAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            NetworkingLog.ConnectFailed(_logger, exception, "the gateways");
            return exception;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private async Task<Exception?> ReconcileAsync(CancellationToken cancellationToken)
    {
        var gateways = await _list.GetGateways().ConfigureAwait(false);
        _lastListRead = Environment.TickCount64;
        _endpoints = [.. gateways.Select(GatewayUris.ToEndPoint)];
        foreach (var (endpoint, connection) in _connections)
        {
            if (!_endpoints.Contains(endpoint))
            {
                connection.Close(new ConnectionFailedException($"{endpoint} is no longer in the gateway list."));
            }
        }

        Exception? failure = null;
        foreach (var endpoint in _endpoints.Where(endpoint => !_connections.ContainsKey(endpoint)))
        {
            try
            {
                _connections[endpoint] = await _establisher.ConnectAsync(
                    endpoint, _messages!.ClientId, null, _limits, _messages, cancellationToken).ConfigureAwait(false);
                Publish();
            }
            catch (ConnectionFailedException exception)
            {
                failure = exception;
            }
        }

        return failure;
    }

    private void Publish()
    {
        int before, after;
        lock (_connections)
        {
            before = _live.Length;
            _live = [.. _connections.Where(pair => !pair.Value.IsClosed).OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal).Select(pair => pair.Value)];
            after = _live.Length;
        }

        if (before == after)
        {
            return;
        }

        foreach (var observer in _observers)
        {
            observer.NotifyGatewayCountChanged(after, before, connectionRecovered: before == 0);
            if (after == 0)
            {
                observer.NotifyClusterConnectionLost();
            }
        }
    }
}
