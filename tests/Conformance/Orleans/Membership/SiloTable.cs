#pragma warning disable CS0618 // Both engines call the older methods where the newer ones are not implemented.
namespace OrleansML.Conformance.Membership;

/// <summary>The way of one silo to the table: it can be cut, and the clock of the silo can be wrong.</summary>
internal sealed class SiloTable(SharedTable table) : IMembershipTable
{
    private volatile bool _isCut;
    private int _reads;

    public bool IsCut { get => _isCut; set => _isCut = value; }

    public TimeSpan ClockError { get; init; }

    public int Reads => Volatile.Read(ref _reads);

    private SharedTable Table => _isCut ? throw new IOException("The membership table is out of reach.") : table;

    public Task InitializeMembershipTable(bool tryInitTableVersion) => Run(_ => true);

    public Task DeleteMembershipTableEntries(string clusterId) => Run(_ => true);

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => Run(_ => true);

    public Task<MembershipTableData> ReadRow(SiloAddress key) => Run(reachable =>
        reachable.Read() is var data && data.TryGet(key) is { } row ? new MembershipTableData(row, data.Version) : new MembershipTableData(data.Version));

    public Task<MembershipTableData> ReadAll()
    {
        Interlocked.Increment(ref _reads);
        return Run(reachable => reachable.Read());
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => Run(reachable => reachable.Insert(Skew(entry), tableVersion));

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        Run(reachable => reachable.Update(Skew(entry), etag, tableVersion));

    public Task UpdateIAmAlive(MembershipEntry entry) => Run(reachable =>
    {
        reachable.SetAlive(entry.SiloAddress, entry.IAmAliveTime + ClockError);
        return true;
    });

    private MembershipEntry Skew(MembershipEntry entry)
    {
        entry.IAmAliveTime += entry.SiloName == "wrong clock" ? ClockError : TimeSpan.Zero;
        return entry;
    }

    private async Task<T> Run<T>(Func<SharedTable, T> use)
    {
        await Task.Yield();
        return use(Table);
    }
}
