using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.ClusterTests.Monitoring;

/// <summary>Counts rows of an amount and a country into windows of a minute, as a silo does, and reports them.</summary>
internal sealed class MonitorFeed(IGrainFactory grains, string model, ColumnShape? shape = null)
{
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly ColumnShape Country = ColumnShape.OfCategories();

    private readonly ColumnShape _amount = shape ?? ColumnShape.OfNumbers();
    private readonly List<MonitorWindowId> _changed = [];
    private long _number;

    public IModelMonitorGrain Monitor => grains.GetGrain<IModelMonitorGrain>(model);

    /// <summary>Rows of which each is a request.</summary>
    public static IEnumerable<(double Amount, string Country)> Rows(int count, string country, double from = 0) =>
        Enumerable.Range(0, count).Select(row => (from + (row % 100), country));

    public async Task AddAsync(DateTimeOffset start, IEnumerable<(double Amount, string Country)> rows, int failed = 0, int version = 1)
    {
        var all = rows.ToArray();
        var whole = WindowOf(all);
        for (var count = 0; count < failed; count++)
            whole.AddFailed();
        var segments = all.GroupBy(static row => row.Country).ToDictionary(static rows => $"country={rows.Key}", rows => WindowOf([.. rows]));
        foreach (var (name, window) in segments)
            await PutAsync(version, start, name, window, []);
        await PutAsync(version, start, "all", whole, [.. segments.Keys]);
        _changed.Add(new MonitorWindowId { Version = version, Start = start, Length = Minute });
    }

    public async Task<MonitorWatch> ReportAsync(DateTimeOffset completeUntil)
    {
        var watch = await Monitor.Report(new MonitorProgress { Source = "feed", CompleteUntil = completeUntil, Windows = [.. _changed] });
        _changed.Clear();
        return watch;
    }

    private Task PutAsync(int version, DateTimeOffset start, string segment, SegmentWindow window, string[] segments) =>
        grains.GetGrain<IMonitorGrain>(new MonitorKey(model, version, start, Minute, segment).ToString())
            .Add(new MonitorPart { Source = "feed", Number = ++_number, Window = window.ToArray(), Segments = segments });

    private SegmentWindow WindowOf(IReadOnlyCollection<(double Amount, string Country)> rows)
    {
        var window = new SegmentWindow();
        foreach (var (amount, country) in rows)
        {
            window.AddAnswered(1, TimeSpan.FromMilliseconds(5));
            window.ColumnOf("amount", isOutput: false, _amount)!.Add(amount);
            window.ColumnOf("country", isOutput: false, Country)!.Add(country);
        }

        return window;
    }
}
