namespace OrleansML.Learning.Monitoring;

/// <summary>What windows are compared with.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Amount">Hours or weeks before; 0 where the kind has none.</param>
/// <param name="From">Start of the span; null where the kind has none.</param>
/// <param name="Until">End of the span, exclusive; null where the kind has none.</param>
public sealed record MonitorBaseline(BaselineKind Kind, int Amount = 0, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>How long before a window its baseline starts; null where that is no matter of time.</summary>
    /// <param name="window">How long windows are.</param>
    public TimeSpan? Before(TimeSpan window) => Kind switch
    {
        BaselineKind.Previous => window,
        BaselineKind.HoursBefore => TimeSpan.FromHours(Amount),
        BaselineKind.WeekdayBefore => Week * Amount,
        _ => null,
    };

    /// <summary>The time whose windows a window is compared with; null where it is compared with no earlier time: training, or the same time of the champion.</summary>
    /// <param name="start">Start of the window.</param>
    /// <param name="window">How long it is.</param>
    public (DateTimeOffset From, DateTimeOffset Until)? SpanOf(DateTimeOffset start, TimeSpan window) => Kind == BaselineKind.Span
        ? (From!.Value, Until!.Value)
        : Before(window) is { } before ? (start - before, start - before + window) : null;
}
