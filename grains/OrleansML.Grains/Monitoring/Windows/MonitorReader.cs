using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Reads windows of segments, several as one. A part of a day that became one window counts with the whole day.</summary>
internal sealed class MonitorReader(IGrainFactory grains)
{
    private const int MostAtOnce = 64;

    /// <summary>What a segment holds of a time.</summary>
    /// <param name="index">Which windows there are.</param>
    /// <param name="version">The version.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="from">The first window starts then or later.</param>
    /// <param name="until">Every window starts before.</param>
    /// <exception cref="OrleansMLException">A window cannot be read.</exception>
    public async Task<SegmentData> ReadAsync(MonitorIndex index, int version, string segment, DateTimeOffset from, DateTimeOffset until)
    {
        var keys = index.Windows
            .Where(window => window.Start >= from && window.Start < until && window.Versions.Contains(version))
            .Select(window => new MonitorKey(index.Watch.Model, version, window.Start, window.Length, segment));
        var windows = await Task.WhenAll(keys.Select(GetAsync));
        return SegmentData.Of(windows);
    }

    /// <summary>What one window holds.</summary>
    public async Task<SegmentData> ReadAsync(MonitorKey key) => SegmentData.Of([await GetAsync(key)]);

    /// <summary>Windows as they are, oldest first, and never so many at once that a silo has nothing else to do.</summary>
    public async Task<MonitorWindow[]> GetAsync(IEnumerable<MonitorKey> keys)
    {
        var windows = new List<MonitorWindow>();
        foreach (var some in keys.Chunk(MostAtOnce))
            windows.AddRange(await Task.WhenAll(some.Select(GetAsync)));
        return [.. windows];
    }

    private Task<MonitorWindow> GetAsync(MonitorKey key) => grains.GetGrain<IMonitorGrain>(key.ToString()).Get();
}
