namespace OrleansML.Learning.Evaluation;

/// <summary>Gathers resamples of every metric of one model on some rows.</summary>
internal sealed class MeasuredRows
{
    private readonly IReadOnlyList<EvaluationMetric> _metrics;
    private readonly IMetricEvaluator[] _evaluators;
    private readonly double[] _values;
    private readonly double[][] _resampled;

    public MeasuredRows(Predictions predictions, int[] rows, int resamples)
    {
        var weights = predictions.Rows.Weights ?? Enumerable.Repeat(1.0, predictions.Rows.Count).ToArray();
        _metrics = EvaluationMetric.Of(predictions.Rows.Task);
        _evaluators = [.. _metrics.Select(metric => metric.Prepare(predictions, rows))];
        _values = Array.ConvertAll(_evaluators, evaluator => evaluator.Evaluate(weights));
        _resampled = Array.ConvertAll(_evaluators, _ => new double[resamples]);
    }

    public void Add(int resample, ReadOnlySpan<double> weights)
    {
        for (var metric = 0; metric < _evaluators.Length; metric++)
            _resampled[metric][resample] = _evaluators[metric].Evaluate(weights);
    }

    public IReadOnlyDictionary<string, MetricInterval> Intervals(double confidence) => _metrics.Index().ToDictionary(
        static metric => metric.Item.Name, metric => MetricInterval.FromResamples(_values[metric.Index], [.. _resampled[metric.Index]], confidence));
}
