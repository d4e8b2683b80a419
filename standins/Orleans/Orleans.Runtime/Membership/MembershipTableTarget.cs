using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Membership;

/// <summary>Lets other silos use the table that this silo keeps.</summary>
internal sealed class MembershipTableTarget(InMemoryMembershipTable table) : IMembershipTableTarget
{
    /// <summary>The type of the system target.</summary>
    public static readonly GrainType TargetType = SystemTargets.CreateType("membership-table");

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadAll() => table.ReadAll();

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadRow(SiloAddress key) => table.ReadRow(key);

    /// <inheritdoc/>
    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => table.InsertRow(entry, tableVersion);

    /// <inheritdoc/>
    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => table.UpdateRow(entry, etag, tableVersion);

    /// <inheritdoc/>
    public Task UpdateIAmAlive(MembershipEntry entry) => table.UpdateIAmAlive(entry);

    /// <inheritdoc/>
    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => table.CleanupDefunctSiloEntries(beforeDate);
}
