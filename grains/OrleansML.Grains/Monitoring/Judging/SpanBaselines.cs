using System.Collections.Concurrent;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Spans of time that windows are compared with, read once in a while: a month of hours is not merged anew for every window. Safe for concurrent use.</summary>
internal sealed class SpanBaselines(MonitorReader reader, TimeProvider time)
{
    private const int MostKept = 256;

    // What comes late to an old span shows after this time.
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<MonitorKey, (long ReadAt, SegmentData Data)> _known = new();

    /// <summary>What a segment of a version holds of a span.</summary>
    public async Task<SegmentData> ReadAsync(MonitorIndex index, int version, string segment, DateTimeOffset from, DateTimeOffset until)
    {
        var key = new MonitorKey(index.Watch.Model, version, from, until - from, segment);
        if (_known.TryGetValue(key, out var known) && time.GetElapsedTime(known.ReadAt) < Life)
            return known.Data;

        var read = (time.GetTimestamp(), await reader.ReadAsync(index, version, segment, from, until));
        if (_known.Count >= MostKept)
            _known.Clear();
        _known[key] = read;
        return read.Item2;
    }
}
