#pragma warning disable CS0618 // The table in memory has the older methods only.
using Orleans.Runtime.Membership;

namespace OrleansML.Conformance.Membership;

/// <summary>The way of one silo to the table, which can be cut or made to wait.</summary>
internal sealed class FaultyTable(Func<InMemoryMembershipTable> table) : IMembershipTable
{
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsCut { get; set; }

    /// <summary>Whether reads wait for <see cref="Answer"/>.</summary>
    public bool IsSlow { get; set; }

    private InMemoryMembershipTable Table => IsCut ? throw new IOException("the table is out of reach") : table();

    public Task InitializeMembershipTable(bool tryInitTableVersion) => Table.InitializeMembershipTable(tryInitTableVersion);

    public Task DeleteMembershipTableEntries(string clusterId) => Table.DeleteMembershipTableEntries(clusterId);

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => Table.CleanupDefunctSiloEntries(beforeDate);

    public Task<MembershipTableData> ReadRow(SiloAddress key) => Table.ReadRow(key);

    public async Task<MembershipTableData> ReadAll()
    {
        if (IsSlow)
        {
            await _answered.Task;
        }

        return await Table.ReadAll();
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => Table.InsertRow(entry, tableVersion);

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => Table.UpdateRow(entry, etag, tableVersion);

    public Task UpdateIAmAlive(MembershipEntry entry) => Table.UpdateIAmAlive(entry);

    public void Answer() => _answered.SetResult();
}
