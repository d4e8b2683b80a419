using OrleansML.Data.Monitoring;
using OrleansML.Learning.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>What is counted of one version and window since it was last sent. Belongs to the consumer.</summary>
/// <param name="version">The version.</param>
/// <param name="start">Start of the window.</param>
/// <param name="length">How long it is.</param>
/// <param name="kept">The values that are kept apart in the window.</param>
internal sealed class CountedWindow(EventCounter version, DateTimeOffset start, TimeSpan length, KeptValues kept)
{
    private readonly List<Dictionary<SegmentValues, CountedSegment>> _byValue = [];
    private readonly Dictionary<string, CountedSegment> _segments = new(StringComparer.Ordinal);
    private readonly List<CountedSegment> _touched = [];
    private readonly CountedSegment _whole = new(MonitorSegments.Whole);

    public EventCounter Version => version;

    public DateTimeOffset Start => start;

    public TimeSpan Length => length;

    /// <summary>The whole.</summary>
    public SegmentWindow Whole => _whole.Window;

    /// <summary>The segments that were counted.</summary>
    public IReadOnlyCollection<CountedSegment> Segments => _segments.Values;

    /// <summary>Columns that take memory.</summary>
    public int Columns => _whole.Columns + _segments.Values.Sum(static segment => segment.Columns);

    /// <summary>Counts a request that failed.</summary>
    public void AddFailed() => Whole.AddFailed();

    /// <summary>Counts an answered request.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="plan">How they are counted.</param>
    /// <param name="texts">Makes names of segments.</param>
    /// <param name="mayGrow">Whether segments may come that are not there yet; otherwise their rows count as other ones.</param>
    public void Add(in PredictionRows rows, CountPlan plan, ValueTexts texts, bool mayGrow)
    {
        for (var row = 0; row < rows.Rows; row++)
        {
            var values = rows.Row(row);
            _whole.Add(plan, values);
            for (var index = 0; index < plan.Segments.Length; index++)
            {
                if (plan.Segments[index].IsPrivate)
                    continue;
                var segment = SegmentOf(plan, index, plan.ValuesOf(index, values, texts), mayGrow);
                if (segment.RowsOfRequest == 0)
                    _touched.Add(segment);
                segment.Add(plan, values);
            }
        }

        var duration = TimeSpan.FromMicroseconds((double)rows.QueueMicroseconds + rows.ComputeMicroseconds + rows.FeatureMicroseconds);
        Whole.AddAnswered(rows.Rows, duration);
        _whole.RowsOfRequest = 0;
        foreach (var segment in _touched)
        {
            segment.Window.AddAnswered(segment.RowsOfRequest, duration);
            segment.RowsOfRequest = 0;
        }

        _touched.Clear();
    }

    private CountedSegment SegmentOf(CountPlan plan, int index, in SegmentValues values, bool mayGrow)
    {
        while (_byValue.Count <= index)
            _byValue.Add([]);
        var known = _byValue[index];
        if (known.TryGetValue(values, out var segment))
            return segment;

        var columns = plan.Segments[index].Columns;
        if (!mayGrow || !kept.Keep(columns, values))
            return Named(MonitorSegments.NameOf(columns, [.. columns.Select(static _ => MonitorSegments.Other)]));
        known.Add(values, segment = Named(MonitorSegments.NameOf(columns, values.All)));
        return segment;
    }

    private CountedSegment Named(string name)
    {
        if (!_segments.TryGetValue(name, out var segment))
            _segments.Add(name, segment = new CountedSegment(name));
        return segment;
    }
}
