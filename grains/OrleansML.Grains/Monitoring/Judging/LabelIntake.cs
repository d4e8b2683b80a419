using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Brings what labels say into the windows of a model, and has those judged again that had been before. Of one grain.</summary>
internal sealed class LabelIntake(
    string model, IPerformanceSource? source, MonitorStore store, MonitorDefinitions definitions, WindowChanges changes, IGrainFactory grains, TimeProvider time)
{
    private const int ReadsPerRound = 10;
    private const int WritesAtATime = 16;

    /// <summary>Takes what came since the last time; once more after a failure changes nothing.</summary>
    /// <returns>Why labels of some version say nothing; null when nothing is in the way.</returns>
    public async Task<string?> RunAsync()
    {
        string? reason = null;
        for (var reads = 0; reads < ReadsPerRound && source is not null; reads++)
        {
            var record = store.Record;
            var definition = definitions.Of(record);
            if (definition.Label is not { } label)
                return null;

            var watch = MonitorView.WatchOf(record, definition);
            var came = await Task.Run(() => source.ReadAsync(model, watch, label, record.Labels, CancellationToken.None));
            reason = came.Reason;
            var oldest = record.MergedUntil ?? DateTimeOffset.MinValue;
            var kept = time.GetUtcNow() - definition.Keep.Hours;
            LabelledWindow[] windows = [.. came.Windows.Where(window => window.Start >= oldest && window.Start >= kept)];
            foreach (var some in windows.Chunk(WritesAtATime))
                await Task.WhenAll(some.Select(window => Put(watch, window)));

            MonitorWindowId[] touched = [.. windows.Select(window => new MonitorWindowId { Version = window.Version, Start = window.Start, Length = watch.Window }).Distinct()];
            changes.Note(touched);
            await store.ChangeAsync(current => current.Revision != record.Revision || (came.Number == current.Labels && touched.Length == 0)
                ? current
                : MonitorTurn.Labelled(current, definition, came.Number, touched));
            if (came.Number == record.Labels)
                break;
        }

        return reason;
    }

    private async Task Put(MonitorWatch watch, LabelledWindow window)
    {
        var bytes = await Task.Run(window.Window.ToArray);
        await grains.GetGrain<IMonitorGrain>(new MonitorKey(model, window.Version, window.Start, watch.Window, window.Segment).ToString()).SetPerformance(bytes);
    }
}
