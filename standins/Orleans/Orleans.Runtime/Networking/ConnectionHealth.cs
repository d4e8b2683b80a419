namespace Orleans.Runtime.Networking;

/// <summary>
/// Finds out whether the other end of a connection is alive: when nothing has come for a while, it is asked, and where the question is on its way
/// and no answer comes, the connection is dead. The kernel accepts bytes for a frozen peer, so that sending alone proves nothing.
/// All times are in milliseconds of one clock.
/// </summary>
/// <param name="patience">How long an answer may take.</param>
/// <param name="now">The time now.</param>
internal sealed class ConnectionHealth(long patience, long now)
{
    private readonly long _quiet = Math.Clamp(patience / 4, 100, 1000);
    private long _lastReceived = now;
    private long _since;
    private long _position;
    private bool _isAsked;
    private bool _isOnItsWay;

    /// <summary>Notes that bytes have been received.</summary>
    public void OnReceived(long at)
    {
        Volatile.Write(ref _lastReceived, at);
    }

    /// <summary>Looks at the connection.</summary>
    /// <param name="at">The time.</param>
    /// <param name="sent">How many bytes have been handed to the network so far.</param>
    /// <param name="lastSent">When the last of them were.</param>
    /// <returns>What to do.</returns>
    public HealthVerdict Check(long at, long sent, long lastSent)
    {
        var received = Volatile.Read(ref _lastReceived);
        if (_isAsked && received >= _since)
        {
            _isAsked = false;
        }

        if (!_isAsked)
        {
            return at - received >= _quiet ? HealthVerdict.Ask : HealthVerdict.Alive;
        }

        if (!_isOnItsWay && sent >= _position)
        {
            _isOnItsWay = true;
            _since = at;
        }

        // A question behind a large message waits for it; that is fine as long as the message makes progress.
        var start = _isOnItsWay ? _since : Math.Max(_since, lastSent);
        return at - start > patience ? HealthVerdict.Dead : HealthVerdict.Alive;
    }

    /// <summary>Notes that the question was queued.</summary>
    /// <param name="at">The time.</param>
    /// <param name="position">How many bytes will have been handed to the network when the question has.</param>
    public void OnAsked(long at, long position)
    {
        _isAsked = true;
        _isOnItsWay = false;
        _since = at;
        _position = position;
    }

    /// <summary>Starts to wait anew, where this process itself was held up.</summary>
    public void Forgive(long at)
    {
        _isAsked = false;
        Volatile.Write(ref _lastReceived, at);
    }
}
