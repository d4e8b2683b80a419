using System.Globalization;

namespace Orleans.Runtime.Reminders;

/// <summary>Keeps the reminders of a cluster in memory. It is never collected, because that would lose them.</summary>
[KeepAlive]
[GrainType("sys-reminder-store")]
internal sealed class ReminderStoreGrain : Grain, IReminderStoreGrain
{
    private readonly Dictionary<(GrainId, string), ReminderEntry> _rows = [];
    private long _lastEtag;

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(GrainId grainId) =>
        Task.FromResult(new ReminderTableData(_rows.Values.Where(entry => entry.GrainId == grainId)));

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(uint begin, uint end) => Task.FromResult(new ReminderTableData(_rows.Values.Where(entry =>
    {
        var point = entry.GrainId.GetUniformHashCode();
        return begin < end ? point > begin && point <= end : point > begin || point <= end;
    })));

    /// <inheritdoc/>
    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => Task.FromResult(_rows.GetValueOrDefault((grainId, reminderName)));

    /// <inheritdoc/>
    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        entry.ETag = (++_lastEtag).ToString(CultureInfo.InvariantCulture);
        _rows[(entry.GrainId, entry.ReminderName)] = entry;
        return Task.FromResult<string?>(entry.ETag);
    }

    /// <inheritdoc/>
    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => Task.FromResult(
        _rows.TryGetValue((grainId, reminderName), out var entry) && entry.ETag == eTag && _rows.Remove((grainId, reminderName)));

    /// <inheritdoc/>
    public Task Clear()
    {
        _rows.Clear();
        return Task.CompletedTask;
    }
}
