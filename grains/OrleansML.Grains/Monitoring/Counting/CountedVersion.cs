using OrleansML.Data.Monitoring;
using OrleansML.Learning.Features;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>
/// Counts the requests of one version into windows. Until it is known how its columns are shaped, requests wait; those beyond <see cref="MostWaiting"/> values
/// are in no window and count as lost. Belongs to the consumer.
/// </summary>
/// <param name="counter">The version, and what is counted of it.</param>
/// <param name="keepsPersonal">Whether personal values may be kept as they are.</param>
internal sealed class CountedVersion(EventCounter counter, bool keepsPersonal)
{
    /// <summary>Most values that wait.</summary>
    public const int MostWaiting = 1 << 18;

    // Windows that rows may still come to: late ones open theirs anew, and may keep other values apart.
    private const int MostRemembered = 100;

    private readonly List<PredictionRows> _waiting = [];
    private readonly Dictionary<PredictionLayout, CountPlan> _plans = [];
    private readonly Dictionary<(DateTimeOffset Start, TimeSpan Length), CountedWindow> _windows = [];
    private readonly Dictionary<(DateTimeOffset Start, TimeSpan Length), KeptValues> _kept = [];
    private readonly ValueTexts _texts = new();
    private MonitorWatch? _watch;
    private CountedShapes? _shapes;
    private CountedWindow? _last;
    private int _waitingValues;

    public int Version => counter.Version;

    /// <summary>Whether it can count.</summary>
    public bool IsKnown => _watch is not null && _shapes is not null;

    /// <summary>Why it cannot count, once that was tried; null: it can, or it was not tried yet.</summary>
    public string? Reason { get; private set; }

    /// <summary>End of the earliest window that something is counted in; null: there is none.</summary>
    public DateTimeOffset? FirstEnd => _windows.Count == 0 ? null : _windows.Values.Min(static window => window.Start + window.Length);

    /// <summary>Columns that take memory.</summary>
    public int Columns => _windows.Values.Sum(static window => window.Columns);

    /// <summary>Counts a request, or keeps it until that is possible.</summary>
    /// <param name="rows">The request.</param>
    /// <param name="mayGrow">Whether there is memory for segments that are not there yet.</param>
    public void Add(in PredictionRows rows, bool mayGrow)
    {
        if (IsKnown)
        {
            Count(rows, mayGrow);
        }
        else if (_waitingValues + rows.Values.Length <= MostWaiting && _waiting.Count < MostWaiting)
        {
            _waitingValues += rows.Values.Length;
            _waiting.Add(rows with { Values = rows.Values.ToArray() });
        }
    }

    /// <summary>Learns that it cannot count for now.</summary>
    public void Wait(string reason) => Reason = reason;

    /// <summary>Learns how columns are shaped, and what to count; what waited is counted.</summary>
    public void Know(CountedShapes? shapes, MonitorWatch watch)
    {
        var wasKnown = IsKnown;
        _shapes ??= shapes;
        if (_watch is null || !IsSame(_watch, watch))
        {
            _watch = watch;
            _plans.Clear();
            _kept.Clear();
            _last = null;
        }

        if (wasKnown || !IsKnown)
            return;
        Reason = null;
        foreach (var rows in _waiting)
            Count(rows, mayGrow: true);
        _waiting.Clear();
        _waitingValues = 0;
    }

    /// <summary>Gives away what was counted.</summary>
    public IReadOnlyCollection<CountedWindow> Cut()
    {
        CountedWindow[] windows = [.. _windows.Values.OrderBy(static window => window.Start)];
        _windows.Clear();
        _last = null;
        return windows;
    }

    /// <summary>Learns that everything from before is in windows.</summary>
    public void WasSent(DateTimeOffset completeUntil) => counter.WindowsCompleteUntil(new FeatureTime((completeUntil - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond));

    private static bool IsSame(MonitorWatch one, MonitorWatch other) =>
        one.Window == other.Window
        && one.MostSegmentValues == other.MostSegmentValues
        && one.Segments.Length == other.Segments.Length
        && one.Segments.Zip(other.Segments).All(static both => both.First.AsSpan().SequenceEqual(both.Second));

    private void Count(in PredictionRows rows, bool mayGrow)
    {
        var window = WindowOf(rows.Time);
        if (rows.Error is not null)
        {
            window.AddFailed();
            return;
        }

        if (!_plans.TryGetValue(rows.Layout, out var plan))
            _plans.Add(rows.Layout, plan = new CountPlan(rows.Layout, _watch!, _shapes!, keepsPersonal));
        window.Add(rows, plan, _texts, mayGrow);
    }

    private CountedWindow WindowOf(FeatureTime time)
    {
        var at = DateTimeOffset.UnixEpoch.AddMicroseconds(time.Microseconds);
        var length = _watch!.Window;
        if (_last is { } last && at >= last.Start && at < last.Start + last.Length)
            return last;

        var start = MonitorSchedule.Floor(at, length);
        if (_windows.TryGetValue((start, length), out var window))
            return _last = window;
        if (!_kept.TryGetValue((start, length), out var kept))
        {
            if (_kept.Count >= MostRemembered)
                _kept.Remove(_kept.Keys.Min());
            _kept.Add((start, length), kept = new KeptValues(_watch.MostSegmentValues));
        }

        _windows.Add((start, length), window = new CountedWindow(counter, start, length, kept));
        return _last = window;
    }
}
