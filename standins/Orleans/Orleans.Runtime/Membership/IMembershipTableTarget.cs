namespace Orleans.Runtime.Membership;

/// <summary>The membership table that the primary silo of a development cluster keeps, as the other silos see it.</summary>
[Alias("Orleans.Runtime.Membership.IMembershipTableTarget")]
internal interface IMembershipTableTarget : ISystemTarget
{
    /// <summary>Reads all rows.</summary>
    [Alias("ReadAll")]
    Task<MembershipTableData> ReadAll();

    /// <summary>Reads one row.</summary>
    [Alias("ReadRow")]
    Task<MembershipTableData> ReadRow(SiloAddress key);

    /// <summary>Adds a row; false where the table has changed since it was read.</summary>
    [Alias("InsertRow")]
    Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion);

    /// <summary>Changes a row; false where the table has changed since it was read.</summary>
    [Alias("UpdateRow")]
    Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion);

    /// <summary>Writes the I-am-alive time of a silo.</summary>
    [Alias("UpdateIAmAlive")]
    Task UpdateIAmAlive(MembershipEntry entry);

    /// <summary>Removes rows of silos that died before a date.</summary>
    [Alias("CleanupDefunctSiloEntries")]
    Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate);
}
