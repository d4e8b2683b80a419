namespace OrleansML.Learning.Evaluation;

/// <summary>A metric that is the mean of a loss of each row.</summary>
internal sealed class MeanLossEvaluator : IMetricEvaluator
{
    private readonly int[] _rows;
    private readonly double[] _losses;
    private readonly bool _isRoot;

    /// <param name="predictions">The model's.</param>
    /// <param name="rows">The rows that count, by their place.</param>
    /// <param name="loss">The loss of the row at a place.</param>
    /// <param name="isRoot">Whether the square root of the mean is meant.</param>
    public MeanLossEvaluator(Predictions predictions, int[] rows, Func<Predictions, int, double> loss, bool isRoot = false)
    {
        _rows = rows;
        _losses = Array.ConvertAll(rows, row => loss(predictions, row));
        _isRoot = isRoot;
    }

    public double Evaluate(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        var total = 0.0;
        for (var index = 0; index < _rows.Length; index++)
        {
            var weight = weights[_rows[index]];
            sum += weight * _losses[index];
            total += weight;
        }

        var mean = sum / total;
        return _isRoot ? Math.Sqrt(mean) : mean;
    }
}
