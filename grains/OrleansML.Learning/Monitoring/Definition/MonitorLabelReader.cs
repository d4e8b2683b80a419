using OrleansML.Learning.Definitions;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Sketches;
using Keys = OrleansML.Learning.Monitoring.MonitorKeys;

namespace OrleansML.Learning.Monitoring;

/// <summary>Reads what labels say.</summary>
internal static class MonitorLabelReader
{
    /// <summary>Reads it; null where there is none, or its task is not known.</summary>
    public static MonitorLabel? Read(DefinitionSection? section)
    {
        if (section is null)
            return null;

        section.AllowOnly(Keys.OfLabel);
        var column = section.RequiredText(Keys.Column) ?? "";
        var task = section.RequiredChoice<EvaluationTask>(Keys.Task);
        var isBinary = task == EvaluationTask.BinaryClassification;
        if (isBinary && !section.Has(Keys.Positive))
            section.Violate(Keys.Positive, "is missing; say which label is the class whose probability the model gives.");
        foreach (var key in isBinary || task is null ? [] : (string[])[Keys.Positive, Keys.Threshold])
        {
            if (section.Has(key))
                section.Violate(key, $"has a meaning with task 'binary_classification' only; this is '{EnumText.Of(task!.Value)}'.");
        }

        var threshold = section.Number(Keys.Threshold) ?? 0.5;
        if (threshold is < 0 or > 1)
            section.Violate(Keys.Threshold, FormattableString.Invariant($"is {threshold}; 0 to 1 is allowed."));
        var classes = ReadClasses(section, task);
        return task is { } known
            ? new MonitorLabel(column, known, section.Text(Keys.Positive), threshold) { Output = section.Has(Keys.Output) ? section.RequiredText(Keys.Output) : null, Classes = classes }
            : null;
    }

    private static string[]? ReadClasses(DefinitionSection section, EvaluationTask? task)
    {
        if (section.Texts(Keys.Classes) is not { } classes || task is null)
            return null;
        if (task == EvaluationTask.Regression)
        {
            section.Violate(Keys.Classes, "has no meaning with task 'regression'.");
            return null;
        }

        var isBinary = task == EvaluationTask.BinaryClassification;
        if (isBinary ? classes.Length != 2 : classes.Length is < 2 or > ConfusionCounts.MostClasses)
            section.Violate(Keys.Classes, $"has {classes.Length} classes; {(isBinary ? "2" : $"2 to {ConfusionCounts.MostClasses}")} are allowed.");
        if (classes.GroupBy(static name => name, StringComparer.Ordinal).FirstOrDefault(static same => same.Count() > 1) is { } twice)
            section.Violate(Keys.Classes, $"has '{twice.Key}' twice.");
        if (isBinary && section.IsText(Keys.Positive) && section.Text(Keys.Positive) is { } positive && !classes.Contains(positive, StringComparer.Ordinal))
            section.Violate(Keys.Classes, $"lacks '{positive}', which '{Keys.Positive}' names.");
        return classes;
    }
}
