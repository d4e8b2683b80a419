using OrleansML.Learning.Evaluation;

namespace OrleansML.Learning.Gate;

/// <summary>Gathers resamples of two models on the same rows.</summary>
internal sealed class ComparedRows
{
    private readonly EvaluationMetric _metric;
    private readonly Segment? _segment;
    private readonly IMetricEvaluator _champion;
    private readonly IMetricEvaluator _challenger;
    private readonly double[] _champions;
    private readonly double[] _challengers;
    private readonly double[] _improvements;
    private readonly double _championValue;
    private readonly double _challengerValue;
    private readonly double _margin;
    private readonly int _rows;

    public ComparedRows(EvaluationMetric metric, Predictions champion, Predictions challenger, Segment? segment, double margin, int resamples)
    {
        var all = champion.Rows;
        var rows = segment?.Rows ?? [.. Enumerable.Range(0, all.Count)];
        _metric = metric;
        _segment = segment;
        _rows = rows.Length;
        _champion = metric.Prepare(champion, rows);
        _challenger = metric.Prepare(challenger, rows);
        _champions = new double[resamples];
        _challengers = new double[resamples];
        _improvements = new double[resamples];
        var weights = all.Weights ?? Enumerable.Repeat(1.0, all.Count).ToArray();
        _championValue = _champion.Evaluate(weights);
        _challengerValue = _challenger.Evaluate(weights);
        _margin = margin * Math.Abs(_championValue);
    }

    /// <summary>
    /// Share of resamples in which the challenger is not worse than the margin allows; NaN where the metric is not defined. Small, it speaks against
    /// the challenger.
    /// </summary>
    public double PValue
    {
        get
        {
            if (double.IsNaN(_championValue) || double.IsNaN(_challengerValue))
                return double.NaN;

            var defined = _improvements.Count(static improvement => !double.IsNaN(improvement));
            var good = _improvements.Count(improvement => improvement >= -_margin);
            return (good + 1.0) / (defined + 1.0);
        }
    }

    public void Add(int resample, ReadOnlySpan<double> weights)
    {
        var champion = _champion.Evaluate(weights);
        var challenger = _challenger.Evaluate(weights);
        _champions[resample] = champion;
        _challengers[resample] = challenger;
        _improvements[resample] = _metric.Improvement(champion, challenger);
    }

    public GateComparison Compare(double confidence, double pValue)
    {
        var improvement = MetricInterval.FromResamples(_metric.Improvement(_championValue, _challengerValue), [.. _improvements], confidence);
        return new GateComparison
        {
            Segment = _segment?.Name,
            Rows = _rows,
            Champion = MetricInterval.FromResamples(_championValue, [.. _champions], confidence),
            Challenger = MetricInterval.FromResamples(_challengerValue, [.. _challengers], confidence),
            Improvement = improvement,
            Margin = _margin,
            PValue = pValue,
            Outcome = double.IsNaN(pValue) ? GateOutcome.Undefined
                : pValue < 1 - confidence ? GateOutcome.Worse
                : improvement.Lower >= -_margin ? GateOutcome.Holds
                : GateOutcome.Undecided,
        };
    }
}
