using System.Globalization;
using OrleansML.Learning.Definitions;
using Keys = OrleansML.Learning.Pipelines.PipelineKeys;

namespace OrleansML.Learning.Pipelines;

/// <summary>Reads the triggers of a pipeline.</summary>
internal static class TriggerReader
{
    private const int MostTriggers = 20;
    private const int LongestName = 200;

    // The first parts of keys of runs that a person asks for.
    private static readonly string[] Reserved = [LogicalRun.Hand, LogicalRun.Backfill];

    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMinutes(1);

    public static IReadOnlyList<PipelineTrigger> Read(DefinitionSection root)
    {
        var sections = root.NamedSections(Keys.Triggers);
        if (sections.Count > MostTriggers)
            root.Violate(Keys.Triggers, $"has {sections.Count} triggers; {MostTriggers} are allowed.");
        var triggers = new List<PipelineTrigger>();
        foreach (var (name, section) in sections)
        {
            if (Reserved.Contains(name))
                section.Violate($"has the name '{name}', which stands for runs that a person asks for; these need no trigger.");
            if (ReadOne(name, section) is { } trigger)
                triggers.Add(trigger);
        }

        return triggers;
    }

    private static PipelineTrigger? ReadOne(string name, DefinitionSection section)
    {
        var kinds = Keys.OfTriggers.Where(keys => section.Has(keys[0])).ToArray();
        if (kinds is not [var keys])
        {
            var names = string.Join(", ", Keys.OfTriggers.Select(static of => of[0]));
            section.AllowOnly([.. Keys.OfTriggers.SelectMany(static of => of)]);
            section.Violate(kinds.Length == 0 ? $"does not say when; give it one of {names}." : $"has {string.Join(" and ", kinds.Select(static of => of[0]))}; write a trigger for each.");
            return null;
        }

        section.AllowOnly(keys);
        return keys[0] switch
        {
            Keys.Cron => CronReader.Read(name, section),
            Keys.Interval => ReadInterval(name, section),
            Keys.NewRows => ReadNewRows(name, section.Section(Keys.NewRows)),
            _ => ReadAlarm(name, section.Section(Keys.Alarm)),
        };
    }

    private static IntervalTrigger? ReadInterval(string name, DefinitionSection section)
    {
        var anchor = DateTimeOffset.UnixEpoch;
        if (section.Text(Keys.Anchor) is { } text && !DateTimeOffset.TryParseExact(
            text, "yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out anchor))
        {
            section.Violate(Keys.Anchor, $"is '{text}'; a time such as 2026-01-01T06:00:00Z is allowed.");
        }

        return section.Duration(Keys.Interval, ShortestInterval, TimeSpan.FromDays(365)) is { } interval ? new IntervalTrigger(name, interval, anchor) : null;
    }

    private static NewRowsTrigger? ReadNewRows(string name, DefinitionSection? section)
    {
        if (section is null)
            return null;

        section.AllowOnly(Keys.OfNewRows);
        if (!section.Has(Keys.AtLeast))
            section.Violate(Keys.AtLeast, "is missing; say how many rows are worth a run.");
        var rows = section.Integer(Keys.AtLeast, 1, int.MaxValue);
        var poll = section.Duration(Keys.Poll, ShortestInterval, TimeSpan.FromDays(1)) ?? TimeSpan.FromMinutes(5);
        return Bounded(section, Keys.Source) is { } source && rows is { } atLeast ? new NewRowsTrigger(name, source, atLeast, poll) : null;
    }

    private static AlarmTrigger? ReadAlarm(string name, DefinitionSection? section)
    {
        if (section is null)
            return null;

        section.AllowOnly(Keys.OfAlarm);
        return Bounded(section, Keys.Model) is { } model ? new AlarmTrigger(name, model, section.Text(Keys.Name)) : null;
    }

    private static string? Bounded(DefinitionSection section, string key)
    {
        var text = section.RequiredText(key);
        if (text is null || text.Length <= LongestName)
            return text;

        section.Violate(key, $"has {text.Length} characters; {LongestName} are allowed.");
        return null;
    }
}
