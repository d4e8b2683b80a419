namespace Orleans.Runtime.Reminders;

/// <summary>Keeps the reminders of a cluster in memory, so that all silos see the same ones.</summary>
[Alias("Orleans.Runtime.Reminders.IReminderStoreGrain")]
internal interface IReminderStoreGrain : IGrainWithIntegerKey
{
    /// <summary>Reads the reminders of a grain.</summary>
    [Alias("ReadRowsOfGrain")]
    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>Reads the reminders of a range of the ring.</summary>
    [Alias("ReadRowsOfRange")]
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    /// <summary>Reads one reminder.</summary>
    [Alias("ReadRow")]
    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <summary>Writes a reminder; returns its new ETag.</summary>
    [Alias("UpsertRow")]
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <summary>Removes a reminder; false where its ETag is another.</summary>
    [Alias("RemoveRow")]
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    /// <summary>Removes all reminders.</summary>
    [Alias("Clear")]
    Task Clear();
}
