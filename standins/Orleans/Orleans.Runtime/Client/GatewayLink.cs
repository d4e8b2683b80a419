using System.Net;
using Orleans.Runtime.Networking;

namespace Orleans.Runtime.Client;

/// <summary>The connections of a client with one gateway, and when it is tried again after a failure. Guarded by its manager.</summary>
internal sealed class GatewayLink(IPEndPoint endPoint, int connections, TimeSpan retryDelay)
{
    private const int LongestBackoff = 16;
    private const int CallsUnderWay = 100;
    private const int TimeToSayFarewell = 2_000;
    private readonly List<Connection> _connections = [];
    private int _failures;
    private long _leavingSince;
    private long? _unlistedSince;
    private long _retryAt;
    private bool _isConnecting;

    /// <summary>Gets where the gateway listens.</summary>
    public IPEndPoint EndPoint => endPoint;

    /// <summary>Gets whether the gateway is about to stop and should get no new calls.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Gets whether the gateway list names the gateway no more.</summary>
    public bool IsUnlisted => _unlistedSince is not null;

    /// <summary>Gets whether new calls may be sent to the gateway.</summary>
    public bool IsUsable => !IsLeaving && !IsUnlisted && _connections.Count > 0;

    /// <summary>Gets the open connections.</summary>
    public IReadOnlyList<Connection> Connections => _connections;

    /// <summary>Gets why the last attempt to connect failed; null where it succeeded.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Gets whether a connection is missing and not being opened.</summary>
    public bool IsMissing => !_isConnecting && _connections.Count < connections;

    /// <summary>Gets whether it is time to open a further connection.</summary>
    /// <param name="now">The time in milliseconds.</param>
    /// <param name="isUrgent">Whether no gateway is connected, so that back-off would only prolong the outage.</param>
    public bool IsDue(long now, bool isUrgent) =>
        IsMissing && now >= (isUrgent && _failures > 0 ? _retryAt - Backoff(_failures) + Backoff(1) : _retryAt);

    /// <summary>Notes that a connection is being opened.</summary>
    public void OnConnecting() => _isConnecting = true;

    /// <summary>Adds an open connection.</summary>
    public void OnConnected(Connection connection)
    {
        _isConnecting = false;
        _failures = 0;
        Failure = null;
        IsLeaving = false;
        _connections.Add(connection);
    }

    /// <summary>Notes a failed attempt; each one doubles the time to the next, up to 16 times the retry delay.</summary>
    public void OnFailed(Exception failure, long now)
    {
        _isConnecting = false;
        Failure = failure;
        _failures++;
        _retryAt = now + Backoff(_failures);
    }

    /// <summary>Removes a connection that has ended; false where it was not one of this gateway.</summary>
    public bool OnClosed(Connection connection, long now)
    {
        if (!_connections.Remove(connection))
        {
            return false;
        }

        if (IsLeaving)
        {
            // The gateway said that it stops: the first attempt would only meet a closed port.
            _retryAt = now + Backoff(1);
        }

        IsLeaving &= _connections.Count > 0;
        return true;
    }

    /// <summary>Notes that the gateway is about to stop, if the connection is one of this gateway.</summary>
    public void OnLeaving(Connection connection, long now)
    {
        if (!IsLeaving && _connections.Contains(connection))
        {
            IsLeaving = true;
            _leavingSince = now;
        }
    }

    /// <summary>Notes whether the gateway list names the gateway.</summary>
    public void OnListRead(bool isListed, long now) => _unlistedSince = isListed ? null : _unlistedSince ?? now;

    /// <summary>Gets whether the gateway has been leaving or unlisted for so long that no call can be about to be sent to it.</summary>
    public bool IsLeftAlone(long now) => now - (IsLeaving ? _leavingSince : _unlistedSince) >= CallsUnderWay;

    /// <summary>
    /// Gets whether the gateway is out of the list and has not said that it leaves, although that takes less time: its silo has died, and no answer
    /// will come.
    /// </summary>
    public bool IsGone(long now) => !IsLeaving && now - _unlistedSince >= TimeToSayFarewell;

    private long Backoff(int failures) => (long)retryDelay.TotalMilliseconds * Math.Min(LongestBackoff, 1 << Math.Min(failures - 1, 10));
}
