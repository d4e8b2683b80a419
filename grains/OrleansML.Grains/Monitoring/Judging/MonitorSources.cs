using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>How far the silos that count a model have come. Kept in memory: whoever counts says so again within seconds.</summary>
/// <param name="time">Measures how long ago they were heard.</param>
/// <param name="patience">A silo that was not heard for so long is not waited for.</param>
internal sealed class MonitorSources(TimeProvider time, TimeSpan patience)
{
    private readonly Dictionary<string, (DateTimeOffset CompleteUntil, long HeardAt, MonitorWaiting[] Waiting)> _sources = new(StringComparer.Ordinal);
    private readonly long _since = time.GetTimestamp();

    /// <summary>Takes what a silo said, after it is stored.</summary>
    public void Hear(MonitorProgress progress)
    {
        if (progress.IsLast)
        {
            _sources.Remove(progress.Source);
        }
        else
        {
            var until = _sources.TryGetValue(progress.Source, out var known) && known.CompleteUntil > progress.CompleteUntil ? known.CompleteUntil : progress.CompleteUntil;
            _sources[progress.Source] = (until, time.GetTimestamp(), progress.Waiting);
        }
    }

    /// <summary>Until when what the silos answered is in the windows; null: none of them is heard.</summary>
    public DateTimeOffset? Watermark()
    {
        Forget();
        return _sources.Count == 0 ? null : _sources.Values.Min(static source => source.CompleteUntil);
    }

    /// <summary>Until when windows are surely complete; null while silos may count that were not heard yet.</summary>
    public DateTimeOffset? SureUntil() => time.GetElapsedTime(_since) < patience ? null : Watermark();

    /// <summary>Versions that wait to be counted on those that are heard.</summary>
    public MonitorWaiting[] Waiting()
    {
        Forget();
        return
        [
            .. _sources.Values.SelectMany(static source => source.Waiting).Distinct()
                .OrderBy(static waiting => waiting.Version).ThenBy(static waiting => waiting.Reason, StringComparer.Ordinal),
        ];
    }

    private void Forget()
    {
        foreach (var (source, _) in _sources.Where(source => time.GetElapsedTime(source.Value.HeardAt) > patience).ToArray())
            _sources.Remove(source);
    }
}
