using System.Globalization;
using OrleansML.Learning.Features;

namespace OrleansML.DataTests.History;

/// <summary>What point-in-time correct means, over a plain list of events in the order of their arrival, searched anew for every row.</summary>
internal sealed class NaiveHistory(FeatureView view)
{
    private const long Ahead = 60_000_000;

    private readonly List<NaiveEvent> _events = [];

    public void Add(NaiveEvent added) => _events.Add(added);

    public string Fields(string entity, long now)
    {
        var arrived = _events.Where(known => known.Entity == entity && known.Ingest <= now && known.EventTime <= known.Ingest + Ahead).ToList();
        var amount = Newest([.. arrived.Select(known => (known, (IComparable?)known.Amount))]);
        var limit = Newest([.. arrived.Where(known => known.Limit is not null).Select(known => (known, (IComparable?)known.Limit))]);
        var age = now - (amount?.Event.EventTime ?? 0);
        var amountText = amount?.Value is null ? "-|missing"
            : age <= 40_000_000 ? $"{Text(amount.Value.Value)}|fresh"
            : age <= 55_000_000 ? $"{Text(amount.Value.Value)}|stale"
            : "-|expired";
        return limit is null ? $"{amountText}|7|default" : $"{amountText}|{limit.Value.Value}|fresh";
    }

    public string Windows(string entity, long now)
    {
        var counted = new List<NaiveEvent>();
        var arrivals = new Dictionary<string, long>();
        foreach (var known in _events.Where(known => known.Entity == entity && known.Ingest <= now))
        {
            var oldest = view.Windows.Min(window => Start(window, known.Ingest)) - (long)view.Lateness.TotalMicroseconds;
            if (known.EventTime > known.Ingest + Ahead || known.EventTime < oldest)
                continue;
            if (known.Id is not null)
            {
                if (arrivals.TryGetValue(known.Id, out var first) && first + (long)view.Lateness.TotalMicroseconds >= known.Ingest)
                    continue;
                arrivals[known.Id] = known.Ingest;
            }

            counted.Add(known);
        }

        return string.Join('|', new[] { "low", "high", "many", "total", "latest", "different" }.Select(name =>
        {
            var window = view.Windows.Single(candidate => candidate.Name == name);
            var covered = counted.Where(known => known.Amount is not null && known.EventTime >= Start(window, now) && known.EventTime <= now).ToList();
            return Text(window.Aggregate switch
            {
                WindowAggregate.Count => (long)covered.Count,
                WindowAggregate.Distinct => (long)covered.Select(known => known.Amount).Distinct().Count(),
                WindowAggregate.Sum => covered.Sum(known => (long)(known.Amount!.Value * 1024)) / 1024.0,
                WindowAggregate.Min => covered.Min(known => known.Amount),
                WindowAggregate.Max => covered.Max(known => known.Amount),
                _ => covered.OrderBy(known => known.EventTime).ThenBy(known => known.Created).ThenBy(known => known.Amount).LastOrDefault()?.Amount,
            });
        }));
    }

    // The latest event time wins, then the latest created time, then the latest arrival, then the greater value; a redelivery of the newest is ignored.
    private static (NaiveEvent Event, IComparable? Value)? Newest(List<(NaiveEvent Event, IComparable? Value)> told)
    {
        (NaiveEvent Event, IComparable? Value)? newest = null;
        foreach (var offered in told)
        {
            if (newest is { } known)
            {
                var repeats = offered.Event.EventTime == known.Event.EventTime && Equals(offered.Value, known.Value);
                if (repeats && (offered.Event.Created == known.Event.Created || offered.Event.Created == offered.Event.Ingest))
                    continue;
                if (Comparer<(long, long, long, IComparable?)>.Default.Compare(Order(offered), Order(known)) <= 0)
                    continue;
            }

            newest = offered;
        }

        return newest;
    }

    private static (long EventTime, long Created, long Ingest, IComparable? Value) Order((NaiveEvent Event, IComparable? Value) told) =>
        (told.Event.EventTime, told.Event.Created, told.Event.Ingest, told.Value);

    private static long Start(FeatureWindow window, long now)
    {
        var hop = (long)window.Hop.TotalMicroseconds;
        return (long)Math.Floor((HistoryBench.At(0).Microseconds + now - (decimal)window.Length.TotalMicroseconds) / hop) * hop - HistoryBench.At(0).Microseconds;
    }

    private static string Text(object? value) => value is null ? "-" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
