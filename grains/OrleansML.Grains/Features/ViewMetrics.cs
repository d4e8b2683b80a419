using System.Diagnostics.Metrics;
using OrleansML.Features;

namespace OrleansML.Grains.Features;

/// <summary>What this silo measures of one view. Safe for concurrent use.</summary>
internal sealed class ViewMetrics(string view, Histogram<double> reads, Histogram<double> ages)
{
    private static readonly string[] AgeLabels = ["fresh", "stale", "expired", "default", "missing"];
    private static readonly string[] EventLabels = ["accepted", "duplicate", "dropped", "other_revision", "not_written"];

    private readonly KeyValuePair<string, object?> _view = new(FeatureMetrics.View, view);
    private readonly long[] _values = new long[AgeLabels.Length];
    private readonly long[] _events = new long[EventLabels.Length];

    /// <summary>Values that were answered, by age.</summary>
    public IEnumerable<Measurement<long>> Values => Measure(_values, "age", AgeLabels);

    /// <summary>Events that arrived, by outcome.</summary>
    public IEnumerable<Measurement<long>> Events => Measure(_events, FeatureMetrics.Outcome, EventLabels);

    /// <summary>A read took its time.</summary>
    public void RecordRead(TimeSpan elapsed) => reads.Record(elapsed.TotalSeconds, _view);

    /// <summary>An entity was answered. One addition per age that occurs, however many values there are.</summary>
    public void CountValues(FeatureReadout[] features, long now)
    {
        Span<int> counts = stackalloc int[AgeLabels.Length];
        var oldest = long.MaxValue;
        foreach (ref readonly var feature in features.AsSpan())
        {
            counts[(int)feature.Age]++;
            if (feature.Age is FeatureAge.Fresh or FeatureAge.Stale && feature.EventTime is { } time && time < oldest)
                oldest = time;
        }

        for (var age = 0; age < counts.Length; age++)
        {
            if (counts[age] > 0)
                Interlocked.Add(ref _values[age], counts[age]);
        }

        if (oldest != long.MaxValue)
            ages.Record(Math.Max(now - oldest, 0) / 1e6, _view);
    }

    /// <summary>Events of an entity arrived.</summary>
    public void CountEvents(FeatureEventOutcome[] outcomes)
    {
        foreach (var outcome in outcomes)
            Interlocked.Increment(ref _events[(int)outcome]);
    }

    private Measurement<long>[] Measure(long[] counts, string label, string[] labels) =>
        [.. labels.Select((text, index) => new Measurement<long>(Interlocked.Read(ref counts[index]), _view, new(label, text)))];
}
