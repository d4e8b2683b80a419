using OrleansML.Learning.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Decides which window is judged next. Pure.</summary>
internal static class MonitorSchedule
{
    /// <summary>Most windows that are judged late after a pause; what is older is skipped.</summary>
    public const int MostLate = 100;

    /// <summary>Start of the next window that can be judged; null: none can be now.</summary>
    /// <param name="record">What is known.</param>
    /// <param name="definition">The definition in use.</param>
    /// <param name="sureUntil">Until when windows are surely complete; null: that is not known.</param>
    /// <param name="now">The time.</param>
    public static DateTimeOffset? Next(MonitorRecord record, MonitorDefinition definition, DateTimeOffset? sureUntil, DateTimeOffset now)
    {
        var step = definition.BaseWindow;
        if (First(record, step) is not { } next)
            return null;

        var newest = Floor(now - definition.Window, step);
        var oldest = newest - (step * (MostLate - 1));
        var kept = Ceiling(now - definition.Keep.Hours, step);
        next = Latest(next, Latest(oldest, kept));
        var end = next + definition.Window;
        return end <= now && (end <= sureUntil || now >= end + definition.Lateness) ? next : null;
    }

    /// <summary>Starts of the windows that a counted window belongs to.</summary>
    public static IEnumerable<DateTimeOffset> WindowsOf(MonitorDefinition definition, DateTimeOffset start)
    {
        var parts = (int)(definition.Window / definition.BaseWindow);
        return Enumerable.Range(0, parts).Select(part => start - (definition.BaseWindow * part));
    }

    public static DateTimeOffset Floor(DateTimeOffset time, TimeSpan step) => new(time.UtcTicks - (time.UtcTicks % step.Ticks), TimeSpan.Zero);

    private static DateTimeOffset? First(MonitorRecord record, TimeSpan step)
    {
        var after = record.Alarms.Last is { } last ? Ceiling(last + record.Alarms.Step, step) : (DateTimeOffset?)null;
        if (after is not null && record.Alarms.Step == step)
            return after;

        // Nothing was counted in windows of this length before the definition came; such windows would look as if nobody had asked.
        var counted = record.Windows.FirstOf(step) is { } earliest ? Floor(earliest, step)
            : record.Windows.First is { } other ? record.AppliedAt is { } applied ? Ceiling(applied, step) : Floor(other, step)
            : (DateTimeOffset?)null;
        return counted is { } first && after is { } end ? Latest(first, end) : counted ?? after;
    }

    private static DateTimeOffset Ceiling(DateTimeOffset time, TimeSpan step) => Floor(time.AddTicks(step.Ticks - 1), step);

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
