namespace Orleans.Runtime.Membership;

/// <content>Changes of the table: joining, the status of this silo, votes.</content>
internal sealed partial class MembershipManager
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeavingTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HastyLeavingTime = TimeSpan.FromSeconds(1);
    private readonly Random _random = new();

    /// <summary>Adds this silo to the table, and declares dead an earlier one at the same address.</summary>
    /// <exception cref="OrleansException">The table could not be used for as long as joining may take.</exception>
    public async Task JoinAsync(CancellationToken cancellationToken)
    {
        await TryUntilAsync(
            async () =>
            {
                await UseTableAsync(async () =>
                {
                    await _table.InitializeMembershipTableAsync(tryInitTableVersion: true, cancellationToken).ConfigureAwait(false);
                    return true;
                }).ConfigureAwait(false);
                var data = await ReadAsync().ConfigureAwait(false);
                return data.TryGet(_silo.SiloAddress) is not null
                    || await UseTableAsync(() => _table.InsertRowAsync(CreateEntry(SiloStatus.Joining), data.Version.Next(), cancellationToken)).ConfigureAwait(false);
            },
            _options.MaxJoinAttemptTime,
            $"{_silo.SiloAddress} could not join the cluster '{_silo.ClusterId}'",
            cancellationToken).ConfigureAwait(false);
        CurrentStatus = SiloStatus.Joining;
        _lastSeenAlive = _clock.Now;
        await TryUntilAsync(ReplacePredecessorsAsync, _options.MaxJoinAttemptTime, $"{_silo.SiloAddress} could not replace its predecessor", cancellationToken)
            .ConfigureAwait(false);
        Written?.Invoke();
    }

    /// <summary>Writes a new status of this silo. A silo that leaves does not wait long for a table that cannot be used.</summary>
    public async Task UpdateStatusAsync(SiloStatus status, CancellationToken cancellationToken = default)
    {
        var isLeaving = status.IsTerminating();
        if (isLeaving)
        {
            CurrentStatus = status;
        }

        try
        {
            await TryUntilAsync(
                () => WriteStatusOnceAsync(status),
                !isLeaving ? _options.MaxJoinAttemptTime : cancellationToken.IsCancellationRequested ? HastyLeavingTime : LeavingTime,
                $"{_silo.SiloAddress} could not write its status {status}",
                isLeaving ? CancellationToken.None : cancellationToken).ConfigureAwait(false);
        }
        catch (OrleansException exception) when (isLeaving)
        {
            // The others find out by themselves.
            MembershipLog.StatusNotWritten(_logger, exception, status);
            return;
        }

        if (_declaredDead && !isLeaving)
        {
            throw new OrleansException($"{_silo.SiloAddress} was declared dead by others before it could write its status {status}.");
        }

        Written?.Invoke();
    }

    /// <summary>Votes for the death of a silo and declares it when there are enough votes.</summary>
    /// <returns>Whether the silo is dead now.</returns>
    public Task<bool> SuspectAsync(Suspicion suspicion) => ChangeAsync(suspicion.Silo, entry =>
    {
        var voters = History.GetFreshVoters(entry).ToHashSet();
        var isNews = voters.Add(_silo.SiloAddress) | (suspicion.Witness is { } witness && voters.Add(witness));
        var live = Rows.Values.Count(row =>
            row.Status == SiloStatus.Active && !History.IsStale(row.SiloAddress) && (row.SiloAddress.Equals(suspicion.Silo) || !HasEnded(row, suspicion)));
        var needed = Quorum.GetNeededVotes(_options, live);
        if (voters.Count < needed && !isNews)
        {
            return false;
        }

        MembershipLog.Suspected(_logger, suspicion.Silo, voters.Count, needed, string.Join(", ", voters));
        var now = _clock.UtcNow;
        entry.SuspectTimes = [.. (entry.SuspectTimes ?? []).Where(vote => voters.Contains(vote.Item1))];
        var kept = Math.Max(voters.Count, _options.NumVotesForDeathDeclaration);
        if (suspicion.Witness is not null)
        {
            entry.AddOrUpdateSuspector(suspicion.Witness, now, kept);
        }

        entry.AddOrUpdateSuspector(_silo.SiloAddress, now, kept);
        if (voters.Count >= needed)
        {
            entry.Status = SiloStatus.Dead;
        }

        return true;
    });

    /// <inheritdoc/>
    public Task<bool> TryKill(SiloAddress siloAddress) => ChangeAsync(siloAddress, entry =>
    {
        entry.AddSuspector(_silo.SiloAddress, _clock.UtcNow);
        entry.Status = SiloStatus.Dead;
        return true;
    });

    // A silo that joins cannot tell a process that has ended from a network that it is not connected to; one that was connected can.
    private bool HasEnded(MembershipEntry row, Suspicion suspicion) => suspicion.Refusing.Contains(row.SiloAddress)
        && (CurrentStatus == SiloStatus.Active || _clock.UtcNow - row.IAmAliveTime > _options.AllowedIAmAliveMissPeriod);

    private async Task<bool> WriteStatusOnceAsync(SiloStatus status)
    {
        var data = await ReadAsync().ConfigureAwait(false);
        bool written;
        if (data.TryGet(_silo.SiloAddress) is var (entry, etag))
        {
            if (entry.Status == SiloStatus.Dead)
            {
                Apply(data);
                return true;
            }

            entry.Status = status;
            entry.IAmAliveTime = _clock.UtcNow;
            written = await UseTableAsync(() => _table.UpdateRowAsync(entry, etag, NextVersion(data))).ConfigureAwait(false);
        }
        else
        {
            written = status.IsTerminating() || await UseTableAsync(() => _table.InsertRowAsync(CreateEntry(status), NextVersion(data))).ConfigureAwait(false);
        }

        if (written)
        {
            CurrentStatus = status;
            await RefreshAsync().ConfigureAwait(false);
        }

        return written;
    }

    private async Task<bool> ReplacePredecessorsAsync()
    {
        await RefreshAsync().ConfigureAwait(false);
        foreach (var member in CurrentSnapshot.Members.Values)
        {
            if (member.Status != SiloStatus.Dead && member.SiloAddress.IsPredecessorOf(_silo.SiloAddress))
            {
                MembershipLog.ReplacesPredecessor(_logger, member.SiloAddress);
                await TryKill(member.SiloAddress).ConfigureAwait(false);
            }
        }

        return true;
    }

    /// <summary>Changes the row of another silo until it is dead or there is nothing to change.</summary>
    private async Task<bool> ChangeAsync(SiloAddress silo, Func<MembershipEntry, bool> change)
    {
        if (!_options.LivenessEnabled)
        {
            MembershipLog.LivenessDisabled(_logger, silo);
            return false;
        }

        var dead = false;
        var changed = false;
        await TryUntilAsync(
            async () =>
            {
                var data = await ReadAsync().ConfigureAwait(false);
                if (HasLostRows(data))
                {
                    await RefreshAsync().ConfigureAwait(false);
                    return false;
                }

                var row = data.TryGet(silo);
                Apply(data);
                if (row?.Item1.Status == SiloStatus.Dead || _declaredDead || (row is null && !Rows.ContainsKey(silo)))
                {
                    dead = row?.Item1.Status == SiloStatus.Dead;
                    return true;
                }

                // The row of a silo that ended while the table had lost it is written for it.
                var entry = (row?.Item1 ?? Rows[silo]).Copy();
                if (!change(entry))
                {
                    return true;
                }

                var written = row is null
                    ? await UseTableAsync(() => _table.InsertRowAsync(entry, NextVersion(data))).ConfigureAwait(false)
                    : await UseTableAsync(() => _table.UpdateRowAsync(entry, row.Item2, NextVersion(data))).ConfigureAwait(false);
                changed = written;
                dead = written && entry.Status == SiloStatus.Dead;
                return written;
            },
            LeavingTime,
            $"{_silo.SiloAddress} could not change the row of {silo}",
            CancellationToken.None).ConfigureAwait(false);
        await RefreshAsync().ConfigureAwait(false);
        if (changed)
        {
            Written?.Invoke();
        }

        return dead;
    }

    /// <summary>Tries something again and again, at random intervals that grow, until it succeeds or its time is over.</summary>
    private async Task TryUntilAsync(Func<Task<bool>> attempt, TimeSpan time, string failure, CancellationToken cancellationToken)
    {
        var started = _clock.Now;
        var pause = ShortestPause;
        for (var attempts = 1; ; attempts++)
        {
            Exception? exception = null;
            try
            {
                if (await attempt().ConfigureAwait(false))
                {
                    return;
                }
            }
            catch (Exception caught) when (!cancellationToken.IsCancellationRequested)
            {
                exception = caught;
            }

            if (_clock.Since(started) + pause > time)
            {
                var reason = exception is null ? "other silos kept changing the table" : $"the membership table cannot be used: {exception.Message}";
                var message = $"{failure} within {time} and {attempts} attempts; {reason}";
                throw exception is null ? new OrleansException(message) : new OrleansException(message, exception);
            }

            await Task.Delay(pause * (0.5 + _random.NextDouble()), _clock.Provider, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }
}
