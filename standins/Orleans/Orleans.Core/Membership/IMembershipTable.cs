namespace Orleans;

/// <summary>Where the membership of a cluster is stored.</summary>
public interface IMembershipTable
{
    Task InitializeMembershipTable(bool tryInitTableVersion);

    Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken = default)
        => InitializeMembershipTable(tryInitTableVersion);

    Task DeleteMembershipTableEntries(string clusterId);

    Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken = default)
        => DeleteMembershipTableEntries(clusterId);

    Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate);

    Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken = default)
        => CleanupDefunctSiloEntries(beforeDate);

    Task<MembershipTableData> ReadRow(SiloAddress key);

    Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken = default) => ReadRow(key);

    Task<MembershipTableData> ReadAll();

    Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken = default) => ReadAll();

    /// <summary>Inserts a row and moves the table to the given version; false if either was changed meanwhile.</summary>
    Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion);

    Task<bool> InsertRowAsync(MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken = default)
        => InsertRow(entry, tableVersion);

    /// <summary>Updates a row and moves the table to the given version; false if either was changed meanwhile.</summary>
    Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion);

    Task<bool> UpdateRowAsync(MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken = default)
        => UpdateRow(entry, etag, tableVersion);

    Task UpdateIAmAlive(MembershipEntry entry);

    Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken = default) => UpdateIAmAlive(entry);
}
