namespace OrleansML.Learning.Evaluation;

/// <summary>A number that says how good predictions are. Definitions are those of scikit-learn's function of the same name.</summary>
public sealed class EvaluationMetric
{
    // A probability of 0 for what happened would cost infinitely much.
    private const double Smallest = 2.220446049250313e-16;

    private readonly Func<Predictions, int[], IMetricEvaluator> _prepare;
    private readonly EvaluationTask[] _tasks;

    private EvaluationMetric(string name, bool higherIsBetter, Func<Predictions, int[], IMetricEvaluator> prepare, params EvaluationTask[] tasks)
    {
        Name = name;
        HigherIsBetter = higherIsBetter;
        _prepare = prepare;
        _tasks = tasks;
    }

    /// <summary>Every metric.</summary>
    public static IReadOnlyList<EvaluationMetric> All { get; } =
    [
        new("roc_auc", true, static (predictions, rows) => new RankingEvaluator(predictions, rows, isAveragePrecision: false), EvaluationTask.BinaryClassification),
        new("average_precision", true, static (predictions, rows) => new RankingEvaluator(predictions, rows, isAveragePrecision: true), EvaluationTask.BinaryClassification),
        new("log_loss", false, static (predictions, rows) => new MeanLossEvaluator(predictions, rows, LogLoss), EvaluationTask.BinaryClassification, EvaluationTask.MulticlassClassification),
        new("brier", false, static (predictions, rows) => new MeanLossEvaluator(predictions, rows, SquaredError), EvaluationTask.BinaryClassification),
        new("accuracy", true, static (predictions, rows) => new MeanLossEvaluator(predictions, rows, Hit), EvaluationTask.BinaryClassification, EvaluationTask.MulticlassClassification),
        new("f1_macro", true, static (predictions, rows) => new MacroF1Evaluator(predictions, rows), EvaluationTask.BinaryClassification, EvaluationTask.MulticlassClassification),
        new("rmse", false, static (predictions, rows) => new MeanLossEvaluator(predictions, rows, SquaredError, isRoot: true), EvaluationTask.Regression),
        new("mae", false, static (predictions, rows) => new MeanLossEvaluator(predictions, rows, AbsoluteError), EvaluationTask.Regression),
        new("r2", true, static (predictions, rows) => new DeterminationEvaluator(predictions, rows), EvaluationTask.Regression),
    ];

    /// <summary>Its name, as in reports and manifests.</summary>
    public string Name { get; }

    /// <summary>Whether more is better.</summary>
    public bool HigherIsBetter { get; }

    /// <summary>The metrics of a task; the first is the one that decides where nobody says otherwise.</summary>
    public static IReadOnlyList<EvaluationMetric> Of(EvaluationTask task) => task == EvaluationTask.MulticlassClassification
        ? [.. All.Where(metric => metric._tasks.Contains(task)).OrderBy(static metric => metric.Name != "log_loss")]
        : [.. All.Where(metric => metric._tasks.Contains(task))];

    /// <summary>The metric of a name.</summary>
    /// <exception cref="ArgumentException">The task has no such metric; the message lists those it has.</exception>
    public static EvaluationMetric Find(EvaluationTask task, string name) => Of(task).FirstOrDefault(metric => metric.Name == name)
        ?? throw new ArgumentException($"There is no metric '{name}' of {task}; there are {string.Join(", ", Of(task).Select(metric => metric.Name))}.", nameof(name));

    /// <summary>Prepares it for a model and some rows.</summary>
    /// <param name="predictions">The model's.</param>
    /// <param name="rows">The rows that count, by their place; at least one.</param>
    public IMetricEvaluator Prepare(Predictions predictions, int[] rows) => _prepare(predictions, rows);

    /// <summary>How much better one value is than another: above 0 is better, whichever way the metric goes.</summary>
    public double Improvement(double from, double to) => HigherIsBetter ? to - from : from - to;

    /// <summary>The class that a row is put into: the most probable, the first of equals; of two, the second from one half on.</summary>
    internal static int ClassOf(Predictions predictions, int row)
    {
        var width = predictions.Rows.Width;
        if (width == 1)
            return predictions.Values[row] >= 0.5 ? 1 : 0;

        var values = predictions.Values.AsSpan(row * width, width);
        var best = 0;
        for (var index = 1; index < width; index++)
            best = values[index] > values[best] ? index : best;
        return best;
    }

    private static double Hit(Predictions predictions, int row) => ClassOf(predictions, row) == (int)predictions.Rows.Labels[row] ? 1 : 0;

    private static double SquaredError(Predictions predictions, int row)
    {
        var error = predictions.Values[row] - predictions.Rows.Labels[row];
        return error * error;
    }

    private static double AbsoluteError(Predictions predictions, int row) => Math.Abs(predictions.Values[row] - predictions.Rows.Labels[row]);

    private static double LogLoss(Predictions predictions, int row)
    {
        var width = predictions.Rows.Width;
        var label = (int)predictions.Rows.Labels[row];
        var probability = width > 1 ? predictions.Values[(row * width) + label]
            : label == 1 ? predictions.Values[row]
            : 1 - predictions.Values[row];
        return -Math.Log(Math.Clamp(probability, Smallest, 1));
    }
}
