namespace OrleansML.LearningTests.Pipelines;

/// <summary>
/// When a cron expression is due, found without a cron library: every minute of 2026 is looked at on the clocks of the zone. Instants are minutes since
/// the start of 2026 in UTC.
/// </summary>
internal sealed class LocalMinutes
{
    public static readonly DateTime Origin = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private const int Count = 366 * 1440;

    private static readonly Dictionary<string, LocalMinutes> Known = [];

    // Of each minute: what local clocks show, in minutes since the start of 2026; whether they showed the same before; minutes skipped right before it.
    private readonly int[] _local = new int[Count];
    private readonly bool[] _again = new bool[Count];
    private readonly int[] _skipped = new int[Count];

    private LocalMinutes(TimeZoneInfo zone)
    {
        var latest = int.MinValue;
        for (var minute = 0; minute < Count; minute++)
        {
            var shown = (int)(TimeZoneInfo.ConvertTimeFromUtc(Origin.AddMinutes(minute), zone) - DateTime.SpecifyKind(Origin, DateTimeKind.Unspecified)).TotalMinutes;
            _local[minute] = shown;
            _again[minute] = shown <= latest;
            _skipped[minute] = latest == int.MinValue ? 0 : Math.Max(0, shown - latest - 1);
            latest = Math.Max(latest, shown);
            if (minute > 0 && _local[minute] != _local[minute - 1] + 1)
                Changes.Add(minute);
        }
    }

    /// <summary>When clocks are changed.</summary>
    public List<int> Changes { get; } = [];

    public static LocalMinutes Of(string zone)
    {
        if (!Known.TryGetValue(zone, out var minutes))
            Known.Add(zone, minutes = new LocalMinutes(TimeZoneInfo.FindSystemTimeZoneById(zone)));
        return minutes;
    }

    /// <summary>The minutes from one to another, inclusive, at which an expression is due.</summary>
    public List<int> Due(CronFields cron, int from, int until)
    {
        var due = new List<int>();
        for (var minute = from; minute <= until; minute++)
        {
            var matches = cron.Matches(_local[minute]) && (!_again[minute] || cron.IsInterval);
            for (var skipped = 1; skipped <= _skipped[minute] && !matches; skipped++)
                matches = cron.Matches(_local[minute] - skipped);
            if (matches)
                due.Add(minute);
        }

        return due;
    }
}
