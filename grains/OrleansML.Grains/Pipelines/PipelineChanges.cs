using System.Text.Json;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Pipelines;

namespace OrleansML.Grains.Pipelines;

/// <summary>Says what makes a definition another.</summary>
internal static class PipelineChanges
{
    /// <summary>One sentence for each change, at least one.</summary>
    /// <param name="before">The definition so far; null for none.</param>
    /// <param name="after">The one to come, another text than that.</param>
    public static string[] Between(PipelineDefinition? before, PipelineDefinition after)
    {
        if (before is null)
            return [$"The pipeline is new: {Count(after.Steps.Count, "step")}, {Count(after.Triggers.Count, "trigger")}."];

        var changes = new List<string>();
        Compare("Trigger", before.Triggers, after.Triggers, static trigger => trigger.Name, static trigger => $"{trigger.Identity} {trigger}", changes);
        Compare("Step", before.Steps, after.Steps, static step => step.Name, Text, changes);
        Compare("The overlap policy", EnumText.Of(before.Overlap), EnumText.Of(after.Overlap), changes);
        Compare("The timeout of a run", DurationText.Format(before.Timeout), DurationText.Format(after.Timeout), changes);
        Compare("Pausing on failure", before.PauseOnFailure ? "on" : "off", after.PauseOnFailure ? "on" : "off", changes);
        Compare("The catch-up", before.CatchUp.ToString(), after.CatchUp.ToString(), changes);
        Compare("The notification", JsonSerializer.Serialize(before.Notify), JsonSerializer.Serialize(after.Notify), changes);
        Compare("The description", before.Description ?? "", after.Description ?? "", changes);
        return changes.Count > 0 ? [.. changes] : ["Only its text changed: comments, or the order of keys."];
    }

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private static void Compare<T>(
        string what, IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> name, Func<T, string> text, List<string> changes)
    {
        var old = before.ToDictionary(name);
        foreach (var item in after)
        {
            if (!old.Remove(name(item), out var known))
                changes.Add($"{what} '{name(item)}' is new.");
            else if (text(known) != text(item))
                changes.Add($"{what} '{name(item)}' changes.");
        }

        changes.AddRange(old.Keys.Select(gone => $"{what} '{gone}' goes."));
    }

    private static void Compare(string what, string before, string after, List<string> changes)
    {
        if (before != after)
            changes.Add($"{what} changes from {before} to {after}.");
    }

    // What a step does is of another type for each kind, which would not be written otherwise.
    private static string Text(PipelineStep step) =>
        JsonSerializer.Serialize(new { step.After, step.Timeout, step.Retries, step.Work.Kind, Work = (object)step.Work });
}
