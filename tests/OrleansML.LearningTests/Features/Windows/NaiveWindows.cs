using OrleansML.Learning.Features;

namespace OrleansML.LearningTests.Features.Windows;

/// <summary>The declared meaning of windows over a plain list of events, recomputed for every read. Values are whole multiples of 1 / 1024.</summary>
internal sealed class NaiveWindows(FeatureView view)
{
    private readonly List<(long EventTime, long Created, double? Amount, string? Shop)> _events = [];
    private readonly Dictionary<ulong, long> _arrivals = [];
    private long _now = long.MinValue;

    public void Add(long eventTime, long created, ulong id, double? amount, string? shop, long now)
    {
        _now = Math.Max(_now, now);
        var lateness = (long)view.Lateness.TotalMicroseconds;
        if (eventTime > _now + 60_000_000 || view.Windows.All(window => eventTime < Start(window) - lateness))
            return;
        if (id != 0)
        {
            if (_arrivals.TryGetValue(id, out var arrival) && arrival + lateness >= _now)
                return;
            _arrivals[id] = _now;
        }

        _events.Add((eventTime, created, amount, shop));
    }

    public object? Read(FeatureWindow window, long now)
    {
        _now = Math.Max(_now, now);
        var covered = _events.Where(entry => entry.EventTime >= Start(window) && entry.EventTime <= _now).ToList();
        return window.Field == "shop"
            ? Aggregate(window.Aggregate, [.. covered.Where(entry => entry.Shop is not null).Select(entry => (entry.EventTime, entry.Created, (IComparable)entry.Shop!))])
            : Aggregate(window.Aggregate, [.. covered.Where(entry => entry.Amount is not null).Select(entry => (entry.EventTime, entry.Created, (IComparable)entry.Amount!.Value))]);
    }

    private static object? Aggregate(WindowAggregate aggregate, List<(long EventTime, long Created, IComparable Value)> covered)
    {
        if (aggregate == WindowAggregate.Count)
            return (long)covered.Count;
        if (aggregate == WindowAggregate.Distinct)
            return (long)covered.Select(entry => entry.Value).Distinct().Count();
        if (aggregate == WindowAggregate.Sum)
            return Sum(covered);
        if (covered.Count == 0)
            return null;

        return aggregate switch
        {
            WindowAggregate.Mean => Sum(covered) / covered.Count,
            WindowAggregate.Min => covered.Min(entry => (double)entry.Value),
            WindowAggregate.Max => covered.Max(entry => (double)entry.Value),
            WindowAggregate.Std => Math.Sqrt(covered.Average(entry => Math.Pow((double)entry.Value - covered.Average(other => (double)other.Value), 2))),
            _ => covered.OrderBy(entry => entry.EventTime).ThenBy(entry => entry.Created).ThenBy(entry => entry.Value).Last().Value,
        };
    }

    // Exact: whole numbers of 1 / 1024.
    private static double Sum(List<(long EventTime, long Created, IComparable Value)> covered) =>
        covered.Sum(entry => (long)((double)entry.Value * 1024)) / 1024.0;

    private long Start(FeatureWindow window)
    {
        var hop = (decimal)window.Hop.TotalMicroseconds;
        return (long)(Math.Floor((_now - (decimal)window.Length.TotalMicroseconds) / hop) * hop);
    }
}
