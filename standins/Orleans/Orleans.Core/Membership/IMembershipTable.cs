namespace Orleans;

#pragma warning disable CS0618 // Providers written before the cancellable methods implement the older ones, which those call.

/// <summary>Where the membership of a cluster is stored.</summary>
public interface IMembershipTable
{
    /// <summary>Prepares the table and, if asked to, makes the row that holds its version.</summary>
    [Obsolete("Call InitializeMembershipTableAsync.")]
    Task InitializeMembershipTable(bool tryInitTableVersion);

    /// <summary>As <see cref="InitializeMembershipTable"/>, which is what runs unless this one is implemented.</summary>
    Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken = default)
        => InitializeMembershipTable(tryInitTableVersion);

    /// <summary>Deletes all rows of a cluster.</summary>
    [Obsolete("Call DeleteMembershipTableEntriesAsync.")]
    Task DeleteMembershipTableEntries(string clusterId);

    /// <summary>As <see cref="DeleteMembershipTableEntries"/>, which is what runs unless this one is implemented.</summary>
    Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken = default)
        => DeleteMembershipTableEntries(clusterId);

    /// <summary>Deletes the rows of dead silos that gave no sign of life since a date.</summary>
    [Obsolete("Call CleanupDefunctSiloEntriesAsync.")]
    Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate);

    /// <summary>As <see cref="CleanupDefunctSiloEntries"/>, which is what runs unless this one is implemented.</summary>
    Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken = default)
        => CleanupDefunctSiloEntries(beforeDate);

    /// <summary>Reads the row of a silo, if there is one, with the version of the table.</summary>
    [Obsolete("Call ReadRowAsync.")]
    Task<MembershipTableData> ReadRow(SiloAddress key);

    /// <summary>As <see cref="ReadRow"/>, which is what runs unless this one is implemented.</summary>
    Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken = default) => ReadRow(key);

    /// <summary>Reads all rows with the version of the table.</summary>
    [Obsolete("Call ReadAllAsync.")]
    Task<MembershipTableData> ReadAll();

    /// <summary>As <see cref="ReadAll"/>, which is what runs unless this one is implemented.</summary>
    Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken = default) => ReadAll();

    /// <summary>Inserts a row and moves the table to the given version; false if either was changed meanwhile.</summary>
    [Obsolete("Call InsertRowAsync.")]
    Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion);

    /// <summary>As <see cref="InsertRow"/>, which is what runs unless this one is implemented.</summary>
    Task<bool> InsertRowAsync(MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken = default)
        => InsertRow(entry, tableVersion);

    /// <summary>Updates a row and moves the table to the given version; false if either was changed meanwhile.</summary>
    [Obsolete("Call UpdateRowAsync.")]
    Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion);

    /// <summary>As <see cref="UpdateRow"/>, which is what runs unless this one is implemented.</summary>
    Task<bool> UpdateRowAsync(MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken = default)
        => UpdateRow(entry, etag, tableVersion);

    /// <summary>Stores the sign of life of a silo; neither its ETag nor the version of the table is checked.</summary>
    [Obsolete("Call UpdateIAmAliveAsync.")]
    Task UpdateIAmAlive(MembershipEntry entry);

    /// <summary>As <see cref="UpdateIAmAlive"/>, which is what runs unless this one is implemented.</summary>
    Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken = default) => UpdateIAmAlive(entry);
}
