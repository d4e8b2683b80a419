using System.Globalization;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Monitoring;

namespace OrleansML.Data.Monitoring;

/// <summary>What of a version's outputs labels are held against.</summary>
/// <param name="Task">What the model predicts.</param>
/// <param name="Columns">Columns of the log: one, the number or the probability of the second class; with several classes one for each, the greatest is said.</param>
/// <param name="Classes">Names of the classes, the positive one second of two; empty with regression.</param>
/// <param name="Threshold">Probability from which on a row is decided to be positive.</param>
/// <param name="OthersAreFirst">Whether every label that is not the second class is the first, since its name is not known.</param>
internal sealed record ComparedOutput(
    EvaluationTask Task, IReadOnlyList<string> Columns, IReadOnlyList<string> Classes, double Threshold = 0.5, bool OthersAreFirst = false)
{
    /// <summary>An empty window.</summary>
    public PerformanceWindow NewWindow() => new(Task, Classes, Threshold);

    /// <summary>Adds a row to a window.</summary>
    /// <param name="window">From <see cref="NewWindow"/>.</param>
    /// <param name="values">Of the columns; NaN where there is none.</param>
    /// <param name="label">The label.</param>
    public void Add(PerformanceWindow window, ReadOnlySpan<double> values, string label)
    {
        switch (Task)
        {
            case EvaluationTask.Regression:
                window.Add(values[0], NumberOf(label) ?? double.NaN);
                break;
            case EvaluationTask.BinaryClassification:
                window.AddBinary(values[0], ClassOf(label));
                break;
            default:
                window.AddClass(PlaceOfGreatest(values), ClassOf(label));
                break;
        }
    }

    // The first of equals, as numpy's argmax; one that is missing leaves the decision open.
    private static int PlaceOfGreatest(ReadOnlySpan<double> values)
    {
        var greatest = 0;
        for (var place = 0; place < values.Length; place++)
        {
            if (double.IsNaN(values[place]))
                return -1;
            if (values[place] > values[greatest])
                greatest = place;
        }

        return greatest;
    }

    private static double? NumberOf(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Numbers are the same when their values are, as in the store of labels.
    private string ClassOf(string label)
    {
        if (Classes.Contains(label))
            return label;
        var same = NumberOf(label) is { } number ? Classes.FirstOrDefault(name => NumberOf(name) == number) : null;
        return same ?? (OthersAreFirst ? Classes[0] : label);
    }
}
