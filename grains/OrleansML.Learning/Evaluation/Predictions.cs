namespace OrleansML.Learning.Evaluation;

/// <summary>What one model says of <see cref="EvaluationRows"/>. Immutable.</summary>
public sealed class Predictions
{
    /// <summary>Checks and keeps predictions.</summary>
    /// <param name="rows">What they are of.</param>
    /// <param name="values">
    /// Row by row, <see cref="EvaluationRows.Width"/> each: a finite number, or the probability of the second class, or one of every class.
    /// </param>
    /// <exception cref="ArgumentException">There are too few or too many, or one is out of its range; the message has its place.</exception>
    public Predictions(EvaluationRows rows, double[] values)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != rows.Count * rows.Width)
            throw new ArgumentException($"{values.Length} predictions were given for {rows.Count} rows of {rows.Width}.", nameof(values));

        var probabilities = rows.Task != EvaluationTask.Regression;
        for (var index = 0; index < values.Length; index++)
        {
            if (!double.IsFinite(values[index]) || (probabilities && values[index] is < 0 or > 1 + Rounding))
            {
                throw new ArgumentException(
                    $"The prediction of row {index / rows.Width} is {values[index]}; {(probabilities ? "a probability from 0 to 1" : "a finite number")} is allowed.",
                    nameof(values));
            }
        }

        Rows = rows;
        Values = values;
    }

    // A softmax in single precision may sum up to a little more than 1.
    private const double Rounding = 1e-6;

    /// <summary>What they are of.</summary>
    public EvaluationRows Rows { get; }

    /// <summary>The numbers, row by row.</summary>
    public double[] Values { get; }

    /// <summary>
    /// What somebody would say who knows nothing of a row: the weighted mean of the labels, or the weighted share of each class. A model that
    /// does not beat it has learned nothing.
    /// </summary>
    /// <param name="rows">The rows to judge on.</param>
    /// <param name="known">The rows to take the mean from, such as those that a model was trained on.</param>
    public static Predictions Constant(EvaluationRows rows, EvaluationRows known)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(known);
        var constant = new double[rows.Width];
        var total = 0.0;
        for (var row = 0; row < known.Count; row++)
        {
            var weight = known.Weights?[row] ?? 1;
            total += weight;
            if (rows.Width > 1)
                constant[(int)known.Labels[row]] += weight;
            else
                constant[0] += weight * known.Labels[row];
        }

        var values = new double[rows.Count * rows.Width];
        for (var index = 0; index < values.Length; index++)
            values[index] = constant[index % rows.Width] / total;
        return new Predictions(rows, values);
    }
}
