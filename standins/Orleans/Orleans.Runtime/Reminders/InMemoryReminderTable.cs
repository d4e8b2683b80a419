namespace Orleans.Runtime.Reminders;

/// <summary>A reminder table in the memory of the cluster. Nothing survives the end of the cluster.</summary>
internal sealed class InMemoryReminderTable(IGrainFactory grains) : IReminderTable
{
    private IReminderStoreGrain Store => grains.GetGrain<IReminderStoreGrain>(0);

    /// <inheritdoc/>
    public Task Init() => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(GrainId grainId) => Store.ReadRows(grainId);

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(uint begin, uint end) => Store.ReadRows(begin, end);

    /// <inheritdoc/>
    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => Store.ReadRow(grainId, reminderName);

    /// <inheritdoc/>
    public Task<string?> UpsertRow(ReminderEntry entry) => Store.UpsertRow(entry);

    /// <inheritdoc/>
    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => Store.RemoveRow(grainId, reminderName, eTag);

    /// <inheritdoc/>
    public Task TestOnlyClearTable() => Store.Clear();
}
