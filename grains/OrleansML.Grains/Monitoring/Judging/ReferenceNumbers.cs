using System.Collections.Immutable;
using OrleansML.Learning.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>The numbers of the last windows of those rules that go by their spread. Immutable, of bounded size.</summary>
internal sealed record ReferenceNumbers
{
    /// <summary>Windows that a number is compared with at most.</summary>
    public const int MostWindows = 30;

    /// <summary>Most numbers, each of a rule, segment and column, that are followed; those that came last are kept.</summary>
    public const int MostSeries = 1_000;

    /// <summary>Numbers by rule, segment and column, oldest first.</summary>
    public ImmutableDictionary<string, ImmutableList<ReferenceNumber>> Series { get; init; } = ImmutableDictionary<string, ImmutableList<ReferenceNumber>>.Empty;

    /// <summary>The numbers of windows before one.</summary>
    public IReadOnlyList<double> Before(DateTimeOffset start, RuleMeasurement measurement) =>
        Series.TryGetValue(KeyOf(measurement), out var known)
            ? [.. known.Where(number => number.Start < start).TakeLast(MostWindows).Select(static number => number.Value)]
            : [];

    /// <summary>With what was measured in a window, in place of what was measured there before.</summary>
    public ReferenceNumbers With(MonitorDefinition definition, DateTimeOffset start, IReadOnlyList<RuleMeasurement> measurements)
    {
        var rules = definition.Rules.Where(NeedsSpread).ToDictionary(static rule => rule.Name, StringComparer.Ordinal);
        var series = Series.RemoveRange(Series.Keys.Where(key => !rules.ContainsKey(key[..key.IndexOf('\n')])));
        foreach (var measurement in measurements)
        {
            if (!rules.TryGetValue(measurement.Rule, out var rule) || !double.IsFinite(measurement.Value) || measurement.Rows < rule.MinimumRows)
                continue;

            var key = KeyOf(measurement);
            var numbers = series.GetValueOrDefault(key, []).RemoveAll(number => number.Start == start);
            numbers = numbers.Insert(numbers.Count(number => number.Start < start), new ReferenceNumber(start, measurement.Value));
            series = series.SetItem(key, numbers.Count > MostWindows + 1 ? numbers.RemoveAt(0) : numbers);
        }

        if (series.Count > MostSeries)
            series = series.RemoveRange(series.OrderBy(static one => one.Value[^1].Start).ThenByDescending(static one => one.Key, StringComparer.Ordinal).Take(series.Count - MostSeries).Select(static one => one.Key));
        return new ReferenceNumbers { Series = series };
    }

    private static bool NeedsSpread(MonitorRule rule) => rule.Limits.Sigma is not null || rule.Escalation?.Sigma is not null;

    private static string KeyOf(RuleMeasurement measurement) => $"{measurement.Rule}\n{measurement.Segment}\n{measurement.Column}";
}
