using System.Globalization;

namespace OrleansML.Client;

/// <summary>One request's time and what was tried for it; used by one attempt at a time.</summary>
internal sealed class CallProgress(string what, TimeSpan deadline, long started, TimeProvider time)
{
    // Below this no attempt is worth starting.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(5);

    private readonly SortedSet<int> _replicas = [];
    private Exception? _first;
    private Exception? _reason;
    private int _givenUp;

    /// <summary>Attempts begun.</summary>
    public int Attempts { get; private set; }

    /// <summary>The replicas asked so far, as bits.</summary>
    public ulong Asked { get; private set; }

    /// <summary>Replicas there are; 0 while unknown.</summary>
    public int Replicas { get; set; }

    /// <summary>How often as many attempts as there are replicas ran out of time.</summary>
    public int RoundsGivenUp => Replicas == 0 ? 0 : _givenUp / Replicas;

    public TimeSpan Deadline => deadline;

    public TimeSpan Elapsed => time.GetElapsedTime(started);

    public TimeSpan Remaining => deadline - Elapsed;

    public bool HasTime => Remaining > Shortest;

    public void BeginAttempt() => Attempts++;

    public void Ask(int replica)
    {
        Asked |= 1UL << replica;
        _replicas.Add(replica);
    }

    /// <summary>Notes an attempt that failed before anybody thought of repeating it.</summary>
    public void Begin(Exception first, int replica)
    {
        BeginAttempt();
        if (replica >= 0)
            Ask(replica);
        _first = first;
    }

    public Exception? TakeFirst()
    {
        var first = _first;
        _first = null;
        return first;
    }

    /// <summary>Notes why an attempt failed. One that ran out of time says nothing, least of all the last, whose time is what was left.</summary>
    public void Note(Exception failure)
    {
        if (failure is TimeoutException)
            _givenUp++;
        if (failure.GetType() != typeof(TimeoutException))
            _reason = failure;
    }

    /// <summary>What to tell the caller when the last attempt failed as well.</summary>
    public OrleansMLException ToException(Exception last)
    {
        Note(last);
        var ranOut = last is TimeoutException;
        last = _reason ?? last;
        var known = last as OrleansMLException;
        if (known is not null && Attempts == 1)
            return known;

        var code = ranOut ? ErrorCode.DeadlineExceeded : known?.Code ?? ErrorCode.Unavailable;
        var replicas = _replicas.Count == 0 ? "" : $" on replica{(_replicas.Count == 1 ? "" : "s")} {string.Join(", ", _replicas)}";
        var tried = string.Create(
            CultureInfo.InvariantCulture,
            $"{Attempts} attempt{(Attempts == 1 ? "" : "s")}{replicas} in {Elapsed.TotalSeconds:0.0} s of {deadline.TotalSeconds:0.###} s");
        return new OrleansMLException(
            code,
            known is null
                ? $"The cluster gave no answer to {what}, and whether it took effect is unknown ({tried}): {last.Message}"
                : $"{known.Message} ({what}: {tried}.)",
            last);
    }
}
