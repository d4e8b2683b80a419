using OrleansML.Data.Monitoring;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Monitoring;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.Grains.Monitoring;

/// <summary>Finds what of a version's outputs labels are held against. A pure function of the definition, the version and the columns of the log.</summary>
internal static class OutputFinder
{
    /// <summary>Looks for it.</summary>
    /// <param name="label">What labels say.</param>
    /// <param name="description">The version.</param>
    /// <param name="columns">Columns of the log.</param>
    /// <returns>What was found, else why it was not.</returns>
    public static (ComparedOutput? Output, string? Reason) Find(MonitorLabel label, ModelDescription description, IEnumerable<string> columns)
    {
        // What the definition leaves open the version's manifest may say.
        if (ModelMonitorDefaults.LabelOf(description) is { } said && said.Task == label.Task)
            label = label with { Output = label.Output ?? said.Output, Classes = label.Classes ?? said.Classes };
        var logged = columns.ToHashSet(StringComparer.Ordinal);
        var (found, reason) = ColumnsOf(label, description, logged);
        if (found is null)
            return (null, reason);

        return label.Task switch
        {
            EvaluationTask.Regression => (new ComparedOutput(label.Task, found, []), null),
            EvaluationTask.BinaryClassification => Binary(label, found),
            _ => Multiclass(label, found),
        };
    }

    private static (ComparedOutput?, string?) Binary(MonitorLabel label, IReadOnlyList<string> found)
    {
        var classes = label.Classes;
        if (label.Positive is not { } positive)
            return (null, "it is not known which class is the positive one; say 'label.positive' in the definition");
        var place = classes is null ? -1 : Array.IndexOf([.. classes], positive);
        if (classes is not null && (classes.Count != 2 || place < 0))
            return (null, $"'{positive}' is not one of two classes, '{string.Join("', '", classes)}'; correct 'label.positive' or 'label.classes' in the definition");
        if (found.Count == 2 && place < 0)
            return (null, $"columns '{found[0]}' and '{found[1]}' are of two classes, and it is not known which is which; say 'label.classes' in the definition");
        if (found.Count > 2)
            return (null, $"the output has {found.Count} columns, and there are two classes; say 'label.output' in the definition");

        string[] names = [classes is null ? $"not {positive}" : classes[1 - place], positive];
        return (new ComparedOutput(label.Task, [found.Count == 1 ? found[0] : found[place]], names, label.Threshold, OthersAreFirst: classes is null), null);
    }

    private static (ComparedOutput?, string?) Multiclass(MonitorLabel label, IReadOnlyList<string> found) =>
        label.Classes is not { } classes ? (null, "it is not known which column is of which class; say 'label.classes' in the definition")
        : classes.Count != found.Count ? (null, $"the output has {found.Count} columns, and {classes.Count} classes are named; correct 'label.classes' or 'label.output' in the definition")
        : (new ComparedOutput(label.Task, found, classes), null);

    private static (IReadOnlyList<string>? Columns, string? Reason) ColumnsOf(MonitorLabel label, ModelDescription description, HashSet<string> logged)
    {
        if (label.Output is { } named)
        {
            var output = Array.Find(description.Outputs, output => output.Name == named);
            IReadOnlyList<string> columns = output is not null ? OutputColumns.ColumnsOf(output, logged) : logged.Contains(named) && IsColumnOf(description, named) ? [named] : [];
            return columns.Count > 0 && (label.Task != EvaluationTask.Regression || columns.Count == 1)
                ? (columns, null)
                : (null, $"'label.output' of the definition is '{named}', which is not an output {Wanted(label)} that the log has; outputs are {Listed(description)}");
        }

        var able = OutputColumns.Of(description, label.Task == EvaluationTask.Regression ? IsNumeric : OutputColumns.IsFraction, logged)
            .Where(output => label.Task switch
            {
                EvaluationTask.Regression => output.Columns.Count == 1,
                EvaluationTask.BinaryClassification => output.Columns.Count is 1 or 2,
                _ => output.Columns.Count >= 2,
            })
            .ToArray();
        if (label.Task != EvaluationTask.Regression)
            able = OutputColumns.Likeliest(able);

        return able.Length == 1
            ? (able[0].Columns, null)
            : (null, $"{(able.Length == 0 ? "none" : "more than one")} of the outputs {Listed(description)} is one {Wanted(label)}; say 'label.output' in the definition");
    }

    private static string Wanted(MonitorLabel label) => label.Task switch
    {
        EvaluationTask.Regression => "of one number a row",
        EvaluationTask.BinaryClassification => "of one or two fractions a row",
        _ => "of several fractions a row",
    };

    private static string Listed(ModelDescription description) => string.Join(", ", description.Outputs.Select(static output => $"'{output.Name}'"));

    private static bool IsColumnOf(ModelDescription description, string column) =>
        description.Outputs.Any(output => column.StartsWith(output.Name.TrimStart('_'), StringComparison.Ordinal));

    private static bool IsNumeric(TensorType type) => type is not (TensorType.String or TensorType.Bool or TensorType.BFloat16);
}
