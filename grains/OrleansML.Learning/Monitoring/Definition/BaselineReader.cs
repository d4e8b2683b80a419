using System.Globalization;
using OrleansML.Learning.Definitions;
using Keys = OrleansML.Learning.Monitoring.MonitorKeys;

namespace OrleansML.Learning.Monitoring;

/// <summary>Reads what windows are compared with.</summary>
internal static class BaselineReader
{
    private const int MostHours = 2_016;
    private const int MostWeeks = 12;
    private const string Forms = "training, previous, champion, { hours_before: 24 }, { weekday_before: 1 }, or { from: 2026-01-01T00:00:00Z, until: 2026-02-01T00:00:00Z }";

    private static readonly MonitorBaseline Training = new(BaselineKind.Training);

    public static MonitorBaseline Read(DefinitionSection root, TimeSpan step)
    {
        if (!root.Has(Keys.Baseline))
            return Training;
        if (!root.IsText(Keys.Baseline))
            return root.Section(Keys.Baseline) is { } section ? ReadSection(section, step) : Training;
        switch (root.Text(Keys.Baseline))
        {
            case "training":
                return Training;
            case "previous":
                return new MonitorBaseline(BaselineKind.Previous);
            case "champion":
                return new MonitorBaseline(BaselineKind.Champion);
            case var text:
                root.Violate(Keys.Baseline, $"is '{text}'; allowed are {Forms}.");
                return Training;
        }
    }

    private static MonitorBaseline ReadSection(DefinitionSection section, TimeSpan step)
    {
        string[] keys = [.. section.Keys.Order(StringComparer.Ordinal)];
        switch (keys)
        {
            case [Keys.HoursBefore]:
                return ReadHours(section, step);
            case [Keys.WeekdayBefore]:
                return new MonitorBaseline(BaselineKind.WeekdayBefore, section.Integer(Keys.WeekdayBefore, 1, MostWeeks) ?? 1);
            case [Keys.From, Keys.Until]:
                return ReadSpan(section, step);
            default:
                section.Violate($"has the keys '{string.Join("', '", keys)}'; allowed are {Forms}.");
                return Training;
        }
    }

    private static MonitorBaseline ReadHours(DefinitionSection section, TimeSpan step)
    {
        var hours = section.Integer(Keys.HoursBefore, 1, MostHours) ?? 24;
        if (TimeSpan.FromHours(hours).Ticks % step.Ticks != 0)
            section.Violate(Keys.HoursBefore, $"is {hours}; windows start every {DurationText.Format(step)}, so use a multiple of that.");
        return new MonitorBaseline(BaselineKind.HoursBefore, hours);
    }

    private static MonitorBaseline ReadSpan(DefinitionSection section, TimeSpan step)
    {
        var (from, until) = (ReadTime(section, Keys.From, step), ReadTime(section, Keys.Until, step));
        if (from is null || until is null)
            return Training;
        if (until <= from)
            section.Violate(Keys.Until, $"is {until:yyyy-MM-ddTHH:mm:ssZ}, not after '{Keys.From}', {from:yyyy-MM-ddTHH:mm:ssZ}.");
        return new MonitorBaseline(BaselineKind.Span, 0, from, until);
    }

    private static DateTimeOffset? ReadTime(DefinitionSection section, string key, TimeSpan step)
    {
        if (section.RequiredText(key) is not { } text)
            return null;
        if (!DateTimeOffset.TryParseExact(
            text, "yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            section.Violate(key, $"is '{text}'; a time such as 2026-01-01T06:00:00Z is allowed.");
            return null;
        }

        if (time.UtcTicks % step.Ticks != 0)
            section.Violate(key, $"is {text}; windows start every {DurationText.Format(step)} from midnight UTC, so use such a time.");
        return time;
    }
}
