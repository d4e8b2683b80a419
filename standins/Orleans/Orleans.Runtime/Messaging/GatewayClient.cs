using System.Collections.Concurrent;
using Orleans.Runtime.Networking;

namespace Orleans.Runtime.Messaging;

/// <summary>
/// An external client of this silo, and which of its requests wait for the response of another silo: a client does not know which silo
/// that is, so it is this one that must tell it when that silo dies.
/// </summary>
internal sealed class GatewayClient : IMessageSource
{
    private const int SweepPeriod = 1024;
    private readonly ConcurrentDictionary<long, ForwardedRequest> _forwarded = new();
    private readonly object _lock = new();
    private int _sweepCountdown = SweepPeriod;
    private volatile Connection[] _connections = [];
    private bool _isGone;

    /// <summary>Gets the connections with the client.</summary>
    public IReadOnlyList<Connection> Connections => _connections;

    /// <summary>Adds a connection; false where the client has been let go after its last one was closed.</summary>
    public bool TryAdd(Connection connection)
    {
        lock (_lock)
        {
            if (!_isGone)
            {
                _connections = [.. _connections, connection];
            }

            return !_isGone;
        }
    }

    /// <summary>Removes a connection; true where it was the last.</summary>
    public bool Remove(Connection connection)
    {
        lock (_lock)
        {
            _connections = [.. _connections.Where(other => !ReferenceEquals(other, connection))];
            return _isGone = _connections.Length == 0;
        }
    }

    /// <inheritdoc/>
    public bool TrySend(Message message)
    {
        if (message is { Direction: MessageDirection.Response, ResponseKind: ResponseKind.Completed or ResponseKind.Rejected })
        {
            _forwarded.TryRemove(message.Id, out _);
        }

        // The latest first: an older one may belong to a link that was cut without a word.
        var connections = _connections;
        for (var i = connections.Length - 1; i >= 0; i--)
        {
            if (connections[i].TrySend(message))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Remembers that a request of the client is about to be sent to a silo.</summary>
    public void OnForwarding(Message request, SiloAddress silo)
    {
        _forwarded[request.Id] = new(request.TargetGrain, request.SendingGrain, silo, request.Deadline);
        if (Interlocked.Decrement(ref _sweepCountdown) == 0)
        {
            // Requests whose responses got lost would stay for ever; the client has given them up at their deadline.
            Volatile.Write(ref _sweepCountdown, SweepPeriod);
            Remove((request, now) => request.Deadline < now, Environment.TickCount64);
        }
    }

    /// <summary>Learns that the silo which a request was sent to has sent it on to another one.</summary>
    public void OnForwarded(long id, SiloAddress silo)
    {
        if (_forwarded.TryGetValue(id, out var request))
        {
            _forwarded.TryUpdate(id, request with { Silo = silo }, request);
        }
    }

    /// <summary>Counts the requests that wait for a silo.</summary>
    public int CountWaitingFor(SiloAddress silo) => _forwarded.Count(pair => pair.Value.Silo.Equals(silo) && !pair.Value.TargetGrain.IsSystemTarget());

    /// <summary>Ends the requests that wait for a silo which has died.</summary>
    public void OnSiloDead(SiloAddress silo)
    {
        foreach (var (id, request) in Remove((request, dead) => request.Silo.Equals(dead), silo))
        {
            TrySend(new Message
            {
                Direction = MessageDirection.Response,
                ResponseKind = ResponseKind.Rejected,
                Id = id,
                TargetGrain = request.SendingGrain,
                SendingGrain = request.TargetGrain,
                StaleSilo = silo,
                Body = new Rejection(RejectionKind.SiloUnavailable, $"The target silo {silo} became unavailable for request {id} to {request.TargetGrain}."),
            });
        }
    }

    private List<KeyValuePair<long, ForwardedRequest>> Remove<TState>(Func<ForwardedRequest, TState, bool> condition, TState state)
    {
        List<KeyValuePair<long, ForwardedRequest>> removed = [];
        foreach (var pair in _forwarded)
        {
            if (condition(pair.Value, state) && _forwarded.TryRemove(pair))
            {
                removed.Add(pair);
            }
        }

        return removed;
    }

    private readonly record struct ForwardedRequest(GrainId TargetGrain, GrainId SendingGrain, SiloAddress Silo, long Deadline);
}
