using System.Text.Json;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Says what changes from one definition to another.</summary>
internal static class MonitorChanges
{
    private static readonly (string Name, Func<MonitorDefinition, object?> Of)[] Parts =
    [
        ("lateness", static definition => definition.Lateness),
        ("segments", static definition => definition.Segments),
        ("most_segment_values", static definition => definition.MostSegmentValues),
        ("baseline", static definition => definition.Baseline),
        ("profile", static definition => definition.Profile),
        ("label", static definition => definition.Label),
        ("remind", static definition => definition.Remind),
        ("keep", static definition => definition.Keep),
        ("routes", static definition => definition.Routes),
        ("actions", static definition => definition.Actions),
    ];

    /// <summary>One sentence for each change.</summary>
    public static string[] Between(MonitorDefinition before, MonitorDefinition after)
    {
        string[] changes = [.. All(before, after)];
        return changes.Length > 0 ? changes : ["Only the text of the definition changes."];
    }

    private static IEnumerable<string> All(MonitorDefinition before, MonitorDefinition after)
    {
        if (before.Window != after.Window)
            yield return $"Windows are {DurationText.Format(after.Window)} long instead of {DurationText.Format(before.Window)}.";
        if (before.BaseWindow != after.BaseWindow)
            yield return $"Windows start every {DurationText.Format(after.BaseWindow)} instead of every {DurationText.Format(before.BaseWindow)}.";
        foreach (var (name, of) in Parts)
        {
            if (Differ(of(before), of(after)))
                yield return $"'{name}' changes.";
        }

        var (old, now) = (before.Rules.ToDictionary(static rule => rule.Name), after.Rules.ToDictionary(static rule => rule.Name));
        foreach (var rule in before.Rules.Where(rule => !now.ContainsKey(rule.Name)))
            yield return $"Rule '{rule.Name}' goes; its incidents are closed.";
        foreach (var rule in after.Rules)
        {
            if (!old.TryGetValue(rule.Name, out var known))
                yield return $"Rule '{rule.Name}' comes.";
            else if (Differ(known, rule))
                yield return $"Rule '{rule.Name}' changes.";
        }
    }

    private static bool Differ(object? one, object? other) => JsonSerializer.Serialize(one) != JsonSerializer.Serialize(other);
}
