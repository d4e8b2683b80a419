using System.Text.RegularExpressions;
using Cronos;
using OrleansML.Learning.Definitions;
using Keys = OrleansML.Learning.Pipelines.PipelineKeys;

namespace OrleansML.Learning.Pipelines;

/// <summary>Reads cron expressions and time zones.</summary>
internal static partial class CronReader
{
    // The parser recurses along lists.
    private const int LongestExpression = 200;

    private static readonly (string Name, string Allowed)[] Fields =
    [
        ("minute", "0 to 59"),
        ("hour", "0 to 23"),
        ("day of month", "1 to 31, or L for the last"),
        ("month", "1 to 12, or JAN to DEC"),
        ("day of week", "0 to 7 with Sunday as 0 and 7, or SUN to SAT"),
    ];

    // The rules of the calendar repeat; any start does.
    private static readonly DateTime AnyDay = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static CronTrigger? Read(string name, DefinitionSection section)
    {
        var zone = ReadTimeZone(section);
        var text = section.RequiredText(Keys.Cron);
        var expression = text is null ? null : Parse(section, text);
        return expression is not null && zone is not null ? new CronTrigger(name, expression, text!, zone) : null;
    }

    private static CronExpression? Parse(DefinitionSection section, string text)
    {
        if (text.Length > LongestExpression)
        {
            section.Violate(Keys.Cron, $"has {text.Length} characters; {LongestExpression} are allowed.");
            return null;
        }

        var fields = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != Fields.Length)
        {
            section.Violate(Keys.Cron, $"is '{text}' with {fields.Length} fields; five are needed: {string.Join(", ", Fields.Select(static field => field.Name))}.");
            return null;
        }

        // One at a time among stars, so that each wrong one is reported.
        var valid = true;
        for (var index = 0; index < fields.Length; index++)
        {
            string[] alone = ["*", "*", "*", "*", "*"];
            alone[index] = fields[index];
            if (CronExpression.TryParse(string.Join(' ', alone), out _))
                continue;

            valid = false;
            section.Violate(Keys.Cron, $"is '{text}', whose field {index + 1}, {Fields[index].Name}, is '{fields[index]}'; allowed are {Fields[index].Allowed}, and *, lists (1,3), ranges (1-5) and steps (*/2).");
        }

        if (!valid || !CronExpression.TryParse(text, out var expression))
            return null;
        if (expression.GetNextOccurrence(AnyDay) is not null)
            return expression;

        section.Violate(Keys.Cron, $"is '{text}', which never comes: no month {fields[3]} has a day {fields[2]} with day of week {fields[4]}.");
        return null;
    }

    private static TimeZoneInfo? ReadTimeZone(DefinitionSection section)
    {
        if (section.Text(Keys.TimeZone) is not { } id)
            return section.Has(Keys.TimeZone) ? null : TimeZoneInfo.Utc;
        if (ZoneId().IsMatch(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
            return zone;

        section.Violate(Keys.TimeZone, TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Berlin", out _)
            ? $"is '{id}', which is no time zone; names of the IANA database are allowed, such as Europe/Berlin or UTC."
            : $"is '{id}', but this machine has no time zone database; install the package 'tzdata', or use UTC.");
        return null;
    }

    // Ids are looked up as files; nothing that leads elsewhere may reach the file system.
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_+-]{0,31}(/[A-Za-z0-9][A-Za-z0-9_+-]{0,31}){0,2}\z")]
    private static partial Regex ZoneId();
}
