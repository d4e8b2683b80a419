namespace Orleans.Runtime.Membership;

/// <content>
/// A table that has lost rows: the server behind it was restarted without its data, or with older data. Every silo writes its own row again
/// with a version above all that it has seen, so that the versions which silos see keep growing, and writes down the deaths that it knows of.
/// </content>
internal sealed partial class MembershipManager
{
    private long _lastSeenAlive;

    private bool HasLostRows(MembershipTableData data)
    {
        if (CurrentStatus is SiloStatus.Created or SiloStatus.Dead || CurrentSnapshot.Version == MembershipVersion.MinValue)
        {
            return false;
        }

        if (data.TryGet(_silo.SiloAddress) is null)
        {
            // Rows of dead silos are removed some time after the death. One who was out of touch for that long cannot know what happened.
            if (_clock.Since(_lastSeenAlive) >= _options.DefunctSiloMinimumRetention)
            {
                DeclareSelfDead($"its row is no longer in the membership table, and it has not read the table for {_clock.Since(_lastSeenAlive)}");
                return false;
            }

            return true;
        }

        _lastSeenAlive = _clock.Now;
        return data.Version.Version < CurrentSnapshot.Version.Value;
    }

    /// <summary>Writes rows until the table holds the row of this silo and all deaths, at a version above all earlier ones.</summary>
    private async Task RestoreAsync()
    {
        if (_declaredDead)
        {
            return;
        }

        MembershipLog.TableLostRows(_logger, CurrentSnapshot.Version);
        await UseTableAsync(async () =>
        {
            await _table.InitializeMembershipTableAsync(tryInitTableVersion: true).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        await TryUntilAsync(RestoreOnceAsync, LeavingTime, $"{_silo.SiloAddress} could not restore its row", CancellationToken.None).ConfigureAwait(false);
        Written?.Invoke();
    }

    private async Task<bool> RestoreOnceAsync()
    {
        while (true)
        {
            var data = await ReadAsync().ConfigureAwait(false);
            var own = data.TryGet(_silo.SiloAddress);
            bool written;
            if (own?.Item1.Status == SiloStatus.Dead)
            {
                Apply(new MembershipTableData([.. data.Members], NextVersion(data)));
                return true;
            }

            if (own is null)
            {
                written = await UseTableAsync(() => _table.InsertRowAsync(CreateEntry(CurrentStatus), NextVersion(data))).ConfigureAwait(false);
            }
            else if (data.Version.Version < CurrentSnapshot.Version.Value)
            {
                own.Item1.Status = CurrentStatus;
                own.Item1.IAmAliveTime = _clock.UtcNow;
                written = await UseTableAsync(() => _table.UpdateRowAsync(own.Item1, own.Item2, NextVersion(data))).ConfigureAwait(false);
            }
            else if (Rows.Values.FirstOrDefault(row => row.Status == SiloStatus.Dead && data.TryGet(row.SiloAddress) is null) is { } dead)
            {
                written = await UseTableAsync(() => _table.InsertRowAsync(dead, NextVersion(data))).ConfigureAwait(false);
            }
            else
            {
                _lastSeenAlive = _clock.Now;
                Apply(data);
                return true;
            }

            if (!written)
            {
                return false;
            }
        }
    }

    private TableVersion NextVersion(MembershipTableData data)
    {
        var seen = CurrentSnapshot.Version == MembershipVersion.MinValue ? 0 : CurrentSnapshot.Version.Value;
        return new TableVersion((int)Math.Max(seen, data.Version.Version) + 1, data.Version.VersionEtag);
    }

    private async Task KillAgainAsync(SiloAddress silo)
    {
        await Task.Yield();
        try
        {
            await TryKill(silo).ConfigureAwait(false);
        }
        catch (OrleansException exception)
        {
            // It is tried again whenever the table is read.
            MembershipLog.KillFailed(_logger, exception, silo);
        }
    }
}
