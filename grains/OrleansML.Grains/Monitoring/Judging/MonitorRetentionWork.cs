using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>
/// Makes days of windows that are old, and forgets days that are. What has become a day is told by the index, in one write with which windows are to be
/// deleted: done again after a crash, each step comes to the same. Of one grain.
/// </summary>
internal sealed class MonitorRetentionWork(string model, MonitorStore store, MonitorDefinitions definitions, WindowChanges changes, IGrainFactory grains, TimeProvider time)
{
    private const int DeletionsPerRound = 20;
    private const int SegmentsAtATime = 16;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly MonitorReader _reader = new(grains);

    /// <summary>Does a bounded part of what is to be done.</summary>
    public async Task RunAsync()
    {
        if (!store.Record.Doomed.IsEmpty)
            await DeleteAsync([.. store.Record.Doomed.Take(DeletionsPerRound)]);
        else if (NextDay() is { } day)
            await MergeAsync(day);
        else
            await ForgetDaysAsync();
    }

    private DateTimeOffset? NextDay()
    {
        var record = store.Record;
        if (record.Alarms.Last is not { } judged || record.Windows.All.FirstOrDefault(static window => window.Length < Day) is not { } oldest)
            return null;

        var day = MonitorSchedule.Floor(oldest.Start, Day);
        var kept = time.GetUtcNow() - definitions.Of(record).Keep.Hours;
        return day + Day <= kept && day + Day <= judged ? day : null;
    }

    private async Task MergeAsync(DateTimeOffset day)
    {
        var record = store.Record;
        MonitorIndexWindow[] parts = [.. record.Windows.All.Where(window => window.Length < Day && window.Start >= day && window.Start < day + Day)];
        var index = MonitorView.IndexOf(record, definitions.Of(record), null) with { Windows = parts };
        int[] versions = [.. parts.SelectMany(static part => part.Versions).Distinct().Order()];
        await Task.Run(async () =>
        {
            foreach (var version in versions)
                await MergeAsync(index, version, day);
        });
        MonitorWindowId[] days = [.. versions.Select(version => new MonitorWindowId { Version = version, Start = day, Length = Day })];
        changes.Note(days);
        await store.ChangeAsync(current =>
        {
            var windows = current.Windows.Without(parts);
            foreach (var made in days)
                windows = windows.With(made);
            return current with { Windows = windows, MergedUntil = day + Day, Doomed = current.Doomed.AddRange(parts.SelectMany(IdsOf)) };
        });
        changes.Forget(parts);
    }

    private async Task MergeAsync(MonitorIndex index, int version, DateTimeOffset day)
    {
        var whole = await _reader.ReadAsync(index, version, MonitorSegments.Whole, day, day + Day);
        foreach (var segments in whole.Segments.Chunk(SegmentsAtATime))
            await Task.WhenAll(segments.Select(async segment => await PutAsync(version, day, segment, await _reader.ReadAsync(index, version, segment, day, day + Day))));
        await PutAsync(version, day, MonitorSegments.Whole, whole);
    }

    private Task PutAsync(int version, DateTimeOffset day, string segment, SegmentData data) =>
        GrainOf(new MonitorKey(model, version, day, Day, segment)).Replace(new MonitorWindow
        {
            Window = data.Window.ToArray(), Performance = data.Performance?.ToArray(), Segments = [.. data.Segments],
        });

    private async Task ForgetDaysAsync()
    {
        var oldest = time.GetUtcNow() - definitions.Of(store.Record).Keep.Days;
        if (store.Record.Windows.First is not { } first || first + Day > oldest)
            return;

        await store.ChangeAsync(current =>
        {
            MonitorIndexWindow[] gone = [.. current.Windows.All.Where(window => window.Length >= Day && window.Start + window.Length <= oldest)];
            return gone.Length == 0 ? current : current with { Windows = current.Windows.Without(gone), Doomed = current.Doomed.AddRange(gone.SelectMany(IdsOf)) };
        });
    }

    private async Task DeleteAsync(MonitorWindowId[] windows)
    {
        foreach (var window in windows)
        {
            // The whole goes last: it tells which segments there are.
            var whole = new MonitorKey(model, window.Version, window.Start, window.Length, MonitorSegments.Whole);
            foreach (var segments in (await GrainOf(whole).Get()).Segments.Chunk(SegmentsAtATime))
                await Task.WhenAll(segments.Select(segment => GrainOf(whole with { Segment = segment }).Delete()));
            await GrainOf(whole).Delete();
        }

        await store.ChangeAsync(current => current with { Doomed = current.Doomed.RemoveRange(windows) });
    }

    private static IEnumerable<MonitorWindowId> IdsOf(MonitorIndexWindow window) =>
        window.Versions.Select(version => new MonitorWindowId { Version = version, Start = window.Start, Length = window.Length });

    private IMonitorGrain GrainOf(MonitorKey key) => grains.GetGrain<IMonitorGrain>(key.ToString());
}
