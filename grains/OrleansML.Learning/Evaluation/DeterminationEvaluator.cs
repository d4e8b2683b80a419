namespace OrleansML.Learning.Evaluation;

/// <summary>The share of the labels' variance that predictions explain (coefficient of determination).</summary>
internal sealed class DeterminationEvaluator(Predictions predictions, int[] rows) : IMetricEvaluator
{
    public double Evaluate(ReadOnlySpan<double> weights)
    {
        var labels = predictions.Rows.Labels;
        double total = 0, mean = 0, variation = 0, residual = 0;
        foreach (var row in rows)
        {
            // West's update (1979) of a weighted mean and of the squares around it.
            var weight = weights[row];
            if (weight == 0)
                continue;
            total += weight;
            var delta = labels[row] - mean;
            mean += weight / total * delta;
            variation += weight * delta * (labels[row] - mean);
            var error = labels[row] - predictions.Values[row];
            residual += weight * error * error;
        }

        return variation == 0 ? double.NaN : 1 - (residual / variation);
    }
}
