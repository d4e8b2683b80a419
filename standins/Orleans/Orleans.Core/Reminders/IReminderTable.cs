namespace Orleans;

/// <summary>Where reminders are stored.</summary>
public interface IReminderTable
{
    /// <summary>Prepares the table; called once, before it is used.</summary>
    Task StartAsync(CancellationToken cancellationToken = default)
#pragma warning disable CS0618 // Tables written against the older contract implement Init only.
        => Init();
#pragma warning restore CS0618

    /// <summary>The older form of <see cref="StartAsync"/>.</summary>
    [Obsolete("Implement and use StartAsync instead")]
    Task Init() => Task.CompletedTask;

    /// <summary>Reads the reminders of a grain.</summary>
    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task<ReminderTableData> ReadRows(GrainId grainId, CancellationToken cancellationToken) => ReadRows(grainId);

    /// <summary>
    /// Reads the reminders of all grains whose hash lies after <paramref name="begin"/> up to and including <paramref name="end"/> on the
    /// ring.
    /// </summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end, CancellationToken cancellationToken) => ReadRows(begin, end);

    /// <summary>Reads one reminder, or null.</summary>
    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName, CancellationToken cancellationToken)
        => ReadRow(grainId, reminderName);

    /// <summary>Writes a reminder and returns its new ETag.</summary>
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task<string?> UpsertRow(ReminderEntry entry, CancellationToken cancellationToken) => UpsertRow(entry);

    /// <summary>Deletes a reminder; false if it is gone or has another ETag.</summary>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag, CancellationToken cancellationToken)
        => RemoveRow(grainId, reminderName, eTag);

    /// <summary>Deletes all reminders, for tests.</summary>
    Task TestOnlyClearTable();

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    Task TestOnlyClearTable(CancellationToken cancellationToken) => TestOnlyClearTable();

    /// <summary>Called once, when the table is used no more.</summary>
    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
