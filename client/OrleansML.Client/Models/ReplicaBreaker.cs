namespace OrleansML.Client;

/// <summary>
/// Leaves a replica out for a moment after it failed (circuit breaker: Nygard, "Release It!", 2007): closed while it answers, open for a time
/// that doubles with every failure in a row, then half open for one request that finds out. Safe to use from several threads, no locks.
/// </summary>
internal sealed class ReplicaBreaker(ClientRetryOptions options, TimeProvider time)
{
    private const int MostDoublings = 16;

    // Timestamp of the next probe; 0 while closed.
    private long _openUntil;
    private int _failures;
    private int _probing;

    public bool IsClosed => Volatile.Read(ref _openUntil) == 0;

    /// <summary>Whether a request may go to the replica now. Of those that ask when the time is over, one may, as the probe.</summary>
    public bool TryPass()
    {
        var until = Volatile.Read(ref _openUntil);
        if (until == 0)
            return true;

        var now = time.GetTimestamp();
        if (now < until || Interlocked.CompareExchange(ref _openUntil, now + Ticks(options.AttemptTimeout), until) != until)
            return false;

        Volatile.Write(ref _probing, 1);
        return true;
    }

    /// <summary>The replica answered.</summary>
    public void Close()
    {
        Volatile.Write(ref _failures, 0);
        Volatile.Write(ref _probing, 0);
        Volatile.Write(ref _openUntil, 0);
    }

    /// <summary>The replica failed. Requests that were under way when it opened count once together.</summary>
    public void Fail()
    {
        if (options.BreakDuration == TimeSpan.Zero)
            return;

        var now = time.GetTimestamp();
        var until = Volatile.Read(ref _openUntil);
        if (now < until && Interlocked.Exchange(ref _probing, 0) == 0)
            return;

        var doublings = Math.Min(Interlocked.Increment(ref _failures) - 1, MostDoublings);
        var pause = options.BreakDuration * Math.Pow(2, doublings);
        Volatile.Write(ref _openUntil, now + Ticks(pause < options.MaximumBreakDuration ? pause : options.MaximumBreakDuration));
    }

    private long Ticks(TimeSpan span) => Math.Max(1, (long)(span.TotalSeconds * time.TimestampFrequency));
}
