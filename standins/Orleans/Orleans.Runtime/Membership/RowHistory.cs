using Orleans.Configuration;

namespace Orleans.Runtime.Membership;

/// <summary>
/// What this silo has seen of the rows of the table and when, by its own clock. The times inside rows come from the clocks of other silos,
/// which may be wrong: they are compared for equality only, never subtracted from a local time.
/// </summary>
internal sealed class RowHistory(MembershipClock clock, ClusterMembershipOptions options)
{
    private readonly Dictionary<SiloAddress, Observation> _rows = [];
    private readonly object _lock = new();
    private long _lastRead;
    private bool _hasRead;

    /// <summary>Takes note of all rows as they were just read.</summary>
    /// <param name="entries">The rows.</param>
    /// <param name="afterOutage">Whether the table could not be used before: what silos could not write is not held against them.</param>
    public void Observe(IEnumerable<MembershipEntry> entries, bool afterOutage)
    {
        lock (_lock)
        {
            var now = clock.Now;
            var seen = new HashSet<SiloAddress>();
            foreach (var entry in entries)
            {
                seen.Add(entry.SiloAddress);
                if (!_rows.TryGetValue(entry.SiloAddress, out var row))
                {
                    row = _rows[entry.SiloAddress] = new Observation { Status = entry.Status, StatusSince = now, Alive = entry.IAmAliveTime, AliveSince = now };
                }

                Update(row, entry, now, afterOutage);
            }

            foreach (var gone in _rows.Keys.Where(silo => !seen.Contains(silo)).ToArray())
            {
                _rows.Remove(gone);
            }

            _lastRead = now;
            _hasRead = true;
        }
    }

    /// <summary>Returns whether a silo has left out too many I-am-alive times, as of the last time that the table was read.</summary>
    public bool IsStale(SiloAddress silo)
    {
        lock (_lock)
        {
            return _rows.TryGetValue(silo, out var row)
                && clock.Provider.GetElapsedTime(row.AliveSince, _lastRead) > options.AllowedIAmAliveMissPeriod;
        }
    }

    /// <summary>Returns how long this silo has seen another one in its present status.</summary>
    public TimeSpan GetTimeInStatus(SiloAddress silo)
    {
        lock (_lock)
        {
            return _rows.TryGetValue(silo, out var row) ? clock.Since(row.StatusSince) : TimeSpan.Zero;
        }
    }

    /// <summary>Returns who votes for the death of a silo, votes that have expired left out.</summary>
    public SiloAddress[] GetFreshVoters(MembershipEntry entry)
    {
        lock (_lock)
        {
            _rows.TryGetValue(entry.SiloAddress, out var row);
            return [.. (entry.SuspectTimes ?? []).Where(vote => IsFresh(row, vote)).Select(vote => vote.Item1).Distinct()];
        }
    }

    private void Update(Observation row, MembershipEntry entry, long now, bool afterOutage)
    {
        if (row.Alive != entry.IAmAliveTime || afterOutage)
        {
            (row.Alive, row.AliveSince) = (entry.IAmAliveTime, now);
        }

        if (row.Status != entry.Status)
        {
            (row.Status, row.StatusSince) = (entry.Status, now);
        }

        var votes = entry.SuspectTimes ?? [];
        foreach (var vote in votes.Where(vote => !row.Votes.ContainsKey((vote.Item1, vote.Item2))))
        {
            // A vote that was there before this silo read the table for the first time has an unknown age. It counts if it looks fresh;
            // with a wrong clock it will not, and then another vote is needed.
            var age = clock.UtcNow - vote.Item2;
            row.Votes[(vote.Item1, vote.Item2)] = _hasRead || age.Duration() < options.DeathVoteExpirationTimeout ? now : null;
        }

        foreach (var gone in row.Votes.Keys.Where(known => !votes.Exists(vote => (vote.Item1, vote.Item2) == known)).ToArray())
        {
            row.Votes.Remove(gone);
        }
    }

    private bool IsFresh(Observation? row, Tuple<SiloAddress, DateTime> vote) =>
        row is null || !row.Votes.TryGetValue((vote.Item1, vote.Item2), out var seen)
            ? clock.UtcNow - vote.Item2 is var age && age.Duration() < options.DeathVoteExpirationTimeout
            : seen is { } since && clock.Since(since) < options.DeathVoteExpirationTimeout;

    private sealed class Observation
    {
        public SiloStatus Status { get; set; }

        public long StatusSince { get; set; }

        public DateTime Alive { get; set; }

        public long AliveSince { get; set; }

        public Dictionary<(SiloAddress Voter, DateTime Time), long?> Votes { get; } = [];
    }
}
