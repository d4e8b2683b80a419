using System.Globalization;

namespace Orleans.Runtime.Membership;

/// <summary>A membership table in memory: shared by the silos of a test cluster, or kept by one silo for a cluster on one machine.</summary>
internal sealed class InMemoryMembershipTable : IMembershipTable
{
    private readonly Dictionary<SiloAddress, (MembershipEntry Entry, string Etag)> _rows = [];
    private TableVersion _version = new(0, "0");
    private long _lastEtag;

    /// <inheritdoc/>
    public Task InitializeMembershipTable(bool tryInitTableVersion) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task DeleteMembershipTableEntries(string clusterId)
    {
        lock (_rows)
        {
            _rows.Clear();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate)
    {
        lock (_rows)
        {
            var defunct = _rows.Where(row => row.Value.Entry.Status == SiloStatus.Dead && row.Value.Entry.IAmAliveTime < beforeDate.UtcDateTime);
            foreach (var (silo, _) in defunct.ToArray())
            {
                _rows.Remove(silo);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        lock (_rows)
        {
            return Task.FromResult(
                _rows.TryGetValue(key, out var row) ? new MembershipTableData(Tuple.Create(row.Entry.Copy(), row.Etag), _version) : new MembershipTableData(_version));
        }
    }

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadAll()
    {
        lock (_rows)
        {
            return Task.FromResult(new MembershipTableData([.. _rows.Values.Select(row => Tuple.Create(row.Entry.Copy(), row.Etag))], _version));
        }
    }

    /// <inheritdoc/>
    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion)
    {
        lock (_rows)
        {
            return Task.FromResult(!_rows.ContainsKey(entry.SiloAddress) && TryWrite(entry, tableVersion));
        }
    }

    /// <inheritdoc/>
    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion)
    {
        lock (_rows)
        {
            return Task.FromResult(_rows.TryGetValue(entry.SiloAddress, out var row) && row.Etag == etag && TryWrite(entry, tableVersion));
        }
    }

    /// <inheritdoc/>
    public Task UpdateIAmAlive(MembershipEntry entry)
    {
        lock (_rows)
        {
            if (_rows.TryGetValue(entry.SiloAddress, out var row))
            {
                row.Entry.IAmAliveTime = entry.IAmAliveTime;
            }
        }

        return Task.CompletedTask;
    }

    private bool TryWrite(MembershipEntry entry, TableVersion next)
    {
        if (next.VersionEtag != _version.VersionEtag)
        {
            return false;
        }

        var etag = (++_lastEtag).ToString(CultureInfo.InvariantCulture);
        _rows[entry.SiloAddress] = (entry.Copy(), etag);
        _version = new TableVersion(next.Version, etag);
        return true;
    }
}
