namespace OrleansML.Learning.Monitoring;

/// <summary>
/// The windows over which burn rates are watched, and the rule that judges them: a long window shows that it matters, a short one that it goes on.
/// Source: Site Reliability Workbook, chapter 5, "Multiwindow, Multi-Burn-Rate Alerts".
/// </summary>
internal static class SloWindows
{
    /// <summary>Burn rate above which somebody is called at once: 2 % of a budget of 30 days within an hour.</summary>
    public const double PageRate = 14.4;

    /// <summary>Burn rate above which somebody looks at it soon: 5 % of a budget of 30 days within six hours.</summary>
    public const double TicketRate = 6;

    /// <summary>Every window, from the shortest, with its name.</summary>
    public static readonly (string Name, TimeSpan Length)[] All =
        [("5m", TimeSpan.FromMinutes(5)), ("30m", TimeSpan.FromMinutes(30)), ("1h", TimeSpan.FromHours(1)), ("6h", TimeSpan.FromHours(6))];

    /// <summary>Length of the longest.</summary>
    public static TimeSpan Longest => All[^1].Length;

    /// <summary>What the burn rates call for.</summary>
    /// <param name="rates">Burn rates over the windows, in the order of <see cref="All"/>.</param>
    public static SloAlert Judge(ReadOnlySpan<double> rates) =>
        rates[2] > PageRate && rates[0] > PageRate ? SloAlert.Page
        : rates[3] > TicketRate && rates[1] > TicketRate ? SloAlert.Ticket
        : SloAlert.None;
}
