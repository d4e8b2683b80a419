using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Networking;
using Orleans.Runtime.Observability;

namespace Orleans.Runtime.Client;

/// <summary>
/// Keeps a client connected with all gateways that the gateway list names. A lost connection is replaced at once and the list read anew; a gateway
/// that fails is tried again, later each time; one that is about to stop gets no new calls.
/// </summary>
internal sealed class GatewayManager : IAsyncDisposable
{
    private static readonly TimeSpan TickPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan GraceOfOthers = TimeSpan.FromMilliseconds(500);
    private readonly Dictionary<IPEndPoint, GatewayLink> _links = [];
    private readonly IGatewayListProvider _list;
    private readonly ConnectionEstablisher _establisher;
    private readonly GatewayOptions _gatewayOptions;
    private readonly TimeSpan _retryDelay;
    private readonly ConnectionLimits _limits;
    private readonly GatewayObservers _observers;
    private readonly ILogger<GatewayManager> _logger;
    private readonly CancellationTokenSource _stopped = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private volatile LiveGateways _live = LiveGateways.None;
    private ClientMessageCenter? _messages;
    private Task? _loop;
    private IPEndPoint[] _endpoints = [];
    private long _listDue;

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
        _retryDelay = connectionOptions.Value.ConnectionRetryDelay;
        _limits = ConnectionLimits.From(messaging.Value);
        _observers = new GatewayObservers([.. observers], logger);
        _logger = logger;
        instruments.ObserveConnectedGateways(() => _live.Count);
    }

    /// <summary>Sets who handles received messages.</summary>
    public void Attach(ClientMessageCenter messages) => _messages = messages;

    /// <summary>Connects to the gateways and keeps connecting to those that come or come back.</summary>
    /// <exception cref="SiloUnavailableException">No gateway can be reached.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _list.InitializeGatewayListProvider().ConfigureAwait(false);
        await ReadListAsync().ConfigureAwait(false);

        // Whoever starts the client again after a failure should not wait for the back-off of the last attempt.
        var attempts = ConnectWhere(static link => link.IsMissing, cancellationToken);
        var all = Task.WhenAll(attempts);
        while (attempts.Count > 0 && _live.Count == 0)
        {
            attempts.Remove(await Task.WhenAny(attempts).ConfigureAwait(false));
        }

        // One gateway that hangs must not hold up the client, but those that answer should all be there when the first calls are made.
        await Task.WhenAny(all, Task.Delay(GraceOfOthers, cancellationToken)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (_live.Count == 0)
        {
            throw CreateUnavailable("The client could not connect to the cluster");
        }

        _loop ??= MaintainAsync();
    }

    /// <summary>Gets the connection for a grain: always the same one as long as the gateways stay the same; null where there is none.</summary>
    public Connection? Get(GrainId grainId) => _live.Get(grainId.GetUniformHashCode());

    /// <summary>Gets the connection with a silo, or null where there is none.</summary>
    public Connection? Get(SiloAddress silo) => _live.Get(silo);

    /// <summary>Gets a silo with which the client is connected.</summary>
    /// <exception cref="SiloUnavailableException">There is none.</exception>
    public SiloAddress GetAny() =>
        _live.Get((uint)Random.Shared.Next())?.Peer.Silo ?? throw CreateUnavailable("The client is not connected to any gateway of the cluster");

    /// <summary>Creates the exception that says why no gateway is connected.</summary>
    public SiloUnavailableException CreateUnavailable(string what)
    {
        lock (_links)
        {
            if (_endpoints.Length == 0)
            {
                return new SiloUnavailableException($"{what}: the gateway list is empty. It is read again every {_retryDelay}.");
            }

            var failures = _endpoints.Select(endpoint =>
                $"{endpoint}: {(_links.TryGetValue(endpoint, out var link) ? link.Failure?.Message : null) ?? "the connection was lost and is being opened again"}");
            return new SiloUnavailableException(
                $"{what}. {string.Join(" ", failures)} The client keeps trying.", _links.Values.Select(static link => link.Failure).FirstOrDefault(static failure => failure is not null)!);
        }
    }

    /// <summary>Learns that a connection has ended: it is replaced, and the gateway list read anew.</summary>
    public void OnClosed(Connection connection, Exception? exception)
    {
        if (_stopped.IsCancellationRequested)
        {
            return;
        }

        NetworkingLog.Ended(_logger, connection, exception);
        lock (_links)
        {
            foreach (var link in _links.Values)
            {
                link.OnClosed(connection, Environment.TickCount64);
            }

            _listDue = 0;
            Publish();
        }

        Wake();
    }

    /// <summary>Learns that a gateway is about to stop.</summary>
    public void OnLeaving(Connection connection)
    {
        NetworkingLog.GatewayLeaving(_logger, connection.RemoteEndPoint);
        lock (_links)
        {
            foreach (var link in _links.Values)
            {
                link.OnLeaving(connection, Environment.TickCount64);
            }

            _listDue = 0;
            Publish();
        }

        Wake();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync().ConfigureAwait(false);
        if (_loop is not null)
        {
            await _loop.ConfigureAwait(false);
        }

        Connection[] open;
        lock (_links)
        {
            open = [.. _links.Values.SelectMany(static link => link.Connections)];
            _live = LiveGateways.None;
        }

        foreach (var connection in open)
        {
            connection.Close(null);
        }
    }

    private async Task MaintainAsync()
    {
        // The client may be started inside anything; the loop outlives it.
        await Task.Yield();
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                var now = Environment.TickCount64;
                if (now >= Volatile.Read(ref _listDue))
                {
                    await ReadListAsync().WaitAsync(_stopped.Token).ConfigureAwait(false);
                }

                var isUrgent = _live.Count == 0;
                ConnectWhere(link => link.IsDue(now, isUrgent), _stopped.Token);
                LetGo();
                await _signal.WaitAsync(TickPeriod, _stopped.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
            {
                // The client disconnects.
            }
            catch (Exception exception)
            {
                NetworkingLog.GatewayListFailed(_logger, exception);
                _listDue = Environment.TickCount64 + (long)_retryDelay.TotalMilliseconds;
            }
        }
    }

    private async Task ReadListAsync()
    {
        var gateways = await _list.GetGateways().ConfigureAwait(false);
        lock (_links)
        {
            _endpoints = [.. gateways.Select(GatewayUris.ToEndPoint).Distinct()];
            foreach (var endpoint in _endpoints.Where(endpoint => !_links.ContainsKey(endpoint)))
            {
                _links[endpoint] = new GatewayLink(endpoint, _establisher.ConnectionsPerEndpoint, _retryDelay);
            }

            foreach (var link in _links.Values.ToArray())
            {
                // An empty list says nothing of any gateway: the table has lost its rows, and silos are about to write them again.
                link.OnListRead(_endpoints.Length == 0 || _endpoints.Contains(link.EndPoint), Environment.TickCount64);
                if (link.IsUnlisted && link.Connections.Count == 0)
                {
                    _links.Remove(link.EndPoint);
                }
            }

            // While gateways are missing the list is worth reading often: those that come back may have other addresses.
            var isComplete = _endpoints.Length > 0 && _endpoints.All(endpoint => _links[endpoint].Connections.Count > 0);
            var period = isComplete || _retryDelay > _gatewayOptions.GatewayListRefreshPeriod ? _gatewayOptions.GatewayListRefreshPeriod : _retryDelay;
            _listDue = Environment.TickCount64 + (long)period.TotalMilliseconds;
            Publish();
        }
    }

    private List<Task> ConnectWhere(Func<GatewayLink, bool> condition, CancellationToken cancellationToken)
    {
        GatewayLink[] due;
        lock (_links)
        {
            due = [.. _links.Values.Where(link => _endpoints.Contains(link.EndPoint) && condition(link))];
            foreach (var link in due)
            {
                link.OnConnecting();
            }
        }

        return [.. due.Select(link => ConnectAsync(link, cancellationToken))];
    }

    private async Task ConnectAsync(GatewayLink link, CancellationToken cancellationToken)
    {
        Connection? connection = null;
        Exception? failure = null;
        try
        {
            connection = await _establisher.ConnectAsync(
                link.EndPoint, _messages!.ClientId, null, isSystem: false, _limits, _messages, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        lock (_links)
        {
            if (connection is null)
            {
                link.OnFailed(failure!, Environment.TickCount64);
            }
            else
            {
                link.OnConnected(connection);
                if (connection.IsClosed)
                {
                    link.OnClosed(connection, Environment.TickCount64);
                }

                Publish();
            }
        }

        if (failure is not null && !cancellationToken.IsCancellationRequested)
        {
            NetworkingLog.ConnectFailed(_logger, failure, $"the gateway {link.EndPoint}", failure.Message);
        }
        else if (_stopped.IsCancellationRequested)
        {
            connection?.Close(null);
        }

        Wake();
    }

    private void LetGo()
    {
        (Connection Connection, bool IsLeaving, bool IsGone)[] unused;
        lock (_links)
        {
            var now = Environment.TickCount64;
            unused = [.. _links.Values.Where(link => link.IsLeftAlone(now)).SelectMany(
                link => link.Connections.Select(connection => (connection, link.IsLeaving, link.IsGone(now))))];
        }

        foreach (var (connection, isLeaving, isGone) in unused.Where(each => !_live.Contains(each.Connection)))
        {
            // A gateway that stops may be out of the list before it is heard saying so, and before the calls in flight on it are answered.
            if (!isGone && _messages!.IsWaitingOn(connection))
            {
                continue;
            }

            if (isLeaving)
            {
                connection.TryLeave();
            }
            else
            {
                connection.Close(new ConnectionFailedException($"{connection.RemoteEndPoint} is no longer in the gateway list."));
            }
        }
    }

    private void Publish()
    {
        // In the order of the list, so that an index prefers the same gateway in every client.
        var usable = _links.Values.Where(static link => link.IsUsable).ToArray();
        if (usable.Length == 0)
        {
            // Better the ones that are about to stop or have left the list than none.
            usable = [.. _links.Values.Where(static link => link.Connections.Count > 0)];
        }

        usable = [.. usable.OrderBy(link => Array.IndexOf(_endpoints, link.EndPoint)).ThenBy(static link => link.EndPoint.ToString(), StringComparer.Ordinal)];
        var preferred = _gatewayOptions.PreferredGatewayIndex;
        var before = _live.Count;
        _live = new LiveGateways(
            [.. usable.Select(static link => link.Connections.ToArray())],
            preferred >= 0 && preferred < _endpoints.Length ? Array.FindIndex(usable, link => link.EndPoint.Equals(_endpoints[preferred])) : -1);
        if (_live.Count != before)
        {
            NetworkingLog.GatewayCount(_logger, _live.Count, _endpoints.Length);
            _observers.OnCountChanged(_live.Count, before);
        }
    }

    private void Wake()
    {
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // The loop is about to run anyway.
        }
    }
}
