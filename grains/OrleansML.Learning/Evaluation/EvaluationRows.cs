namespace OrleansML.Learning.Evaluation;

/// <summary>The rows that models are judged on. Immutable.</summary>
public sealed class EvaluationRows
{
    /// <summary>Checks and keeps rows.</summary>
    /// <param name="task">What is predicted.</param>
    /// <param name="labels">The truth, one finite number a row; with classes their index from 0.</param>
    /// <param name="classes">Number of classes, at least 2; left out with regression.</param>
    /// <param name="weights">How much a row counts, 0 or more; left out: 1 each.</param>
    /// <exception cref="ArgumentException">There is no row, or one is out of its range; the message has its place.</exception>
    public EvaluationRows(EvaluationTask task, double[] labels, int classes = 2, double[]? weights = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Length == 0)
            throw new ArgumentException("There are no rows to judge a model on.", nameof(labels));
        if (task != EvaluationTask.Regression && (classes < 2 || (task == EvaluationTask.BinaryClassification && classes != 2)))
            throw new ArgumentException($"{classes} classes do not go with {task}.", nameof(classes));
        if (weights is not null && weights.Length != labels.Length)
            throw new ArgumentException($"{weights.Length} weights were given for {labels.Length} rows.", nameof(weights));

        for (var row = 0; row < labels.Length; row++)
        {
            if (!IsLabel(task, labels[row], classes))
                throw new ArgumentException($"The label of row {row} is {labels[row]}; {Allowed(task, classes)} is allowed.", nameof(labels));
            if (weights is not null && !(weights[row] >= 0 && double.IsFinite(weights[row])))
                throw new ArgumentException($"The weight of row {row} is {weights[row]}; a finite number of 0 or more is allowed.", nameof(weights));
        }

        Task = task;
        Labels = labels;
        Classes = task == EvaluationTask.Regression ? 0 : classes;
        Weights = weights;
    }

    /// <summary>What is predicted.</summary>
    public EvaluationTask Task { get; }

    /// <summary>The truth, row by row.</summary>
    public double[] Labels { get; }

    /// <summary>Number of classes; 0 with regression.</summary>
    public int Classes { get; }

    /// <summary>How much each row counts; null: 1 each.</summary>
    public double[]? Weights { get; }

    /// <summary>Number of rows.</summary>
    public int Count => Labels.Length;

    /// <summary>Numbers that a model gives for one row: one, or with several classes one for each.</summary>
    public int Width => Task == EvaluationTask.MulticlassClassification ? Classes : 1;

    private static bool IsLabel(EvaluationTask task, double label, int classes) => task == EvaluationTask.Regression
        ? double.IsFinite(label)
        : label >= 0 && label < classes && label == Math.Floor(label);

    private static string Allowed(EvaluationTask task, int classes) =>
        task == EvaluationTask.Regression ? "a finite number" : $"a class from 0 to {classes - 1}";
}
