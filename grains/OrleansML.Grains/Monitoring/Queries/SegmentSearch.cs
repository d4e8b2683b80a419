using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Profile;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Tells a segment that merely has no predictions in a time from one that there cannot be.</summary>
internal sealed class SegmentSearch(MonitorReader reader)
{
    private const int WindowsAtATime = 64;

    /// <summary>Looks for a segment that has nothing in the time of a plan.</summary>
    /// <param name="plan">What was asked for.</param>
    /// <param name="profile">What the version was trained on; null: it does not say.</param>
    /// <returns>What is to be known of it.</returns>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: its columns are not kept apart, or one of its values is known to be none.</exception>
    public async Task<string> FindAsync(QueryPlan plan, ReferenceProfile? profile)
    {
        // Of every version: what another one was given this one may be given, too.
        MonitorKey[] keys =
        [
            .. plan.Index.Windows.OrderByDescending(static window => window.Start)
                .SelectMany(window => window.Versions.Select(version => new MonitorKey(plan.Model, version, window.Start, window.Length, MonitorSegments.Whole))),
        ];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in keys.Take(IMonitorQueryGrain.MostWindows).Chunk(WindowsAtATime))
        {
            var windows = await reader.GetAsync(some);
            var place = Array.FindIndex(windows, window => window.Segments.Contains(plan.Segment));
            if (place >= 0)
                return FormattableString.Invariant($"There are no predictions of segment '{plan.Segment}' in this time; the last ones are of version {some[place].Version}, in the window from {some[place].Start:u}.");
            seen.UnionWith(windows.SelectMany(static window => window.Segments));
        }

        return await Task.Run(() => new SegmentChoice(plan.Model, plan.Index.Watch.Segments, seen, profile, isAll: keys.Length <= IMonitorQueryGrain.MostWindows).Explain(plan.Segment));
    }
}
