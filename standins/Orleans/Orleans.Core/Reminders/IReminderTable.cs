namespace Orleans;

/// <summary>Where reminders are stored.</summary>
public interface IReminderTable
{
    Task StartAsync(CancellationToken cancellationToken = default)
#pragma warning disable CS0618 // Tables written against the older contract implement Init only.
        => Init();
#pragma warning restore CS0618

    [Obsolete("Implement and use StartAsync instead")]
    Task Init() => Task.CompletedTask;

    Task<ReminderTableData> ReadRows(GrainId grainId);

    Task<ReminderTableData> ReadRows(GrainId grainId, CancellationToken cancellationToken) => ReadRows(grainId);

    /// <summary>
    /// Reads the reminders of all grains whose hash lies after <paramref name="begin"/> up to and including <paramref name="end"/> on the
    /// ring.
    /// </summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    Task<ReminderTableData> ReadRows(uint begin, uint end, CancellationToken cancellationToken) => ReadRows(begin, end);

    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName, CancellationToken cancellationToken)
        => ReadRow(grainId, reminderName);

    /// <summary>Writes a reminder and returns its new ETag.</summary>
    Task<string?> UpsertRow(ReminderEntry entry);

    Task<string?> UpsertRow(ReminderEntry entry, CancellationToken cancellationToken) => UpsertRow(entry);

    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag, CancellationToken cancellationToken)
        => RemoveRow(grainId, reminderName, eTag);

    Task TestOnlyClearTable();

    Task TestOnlyClearTable(CancellationToken cancellationToken) => TestOnlyClearTable();

    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
