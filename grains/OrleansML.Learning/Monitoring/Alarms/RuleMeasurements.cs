using OrleansML.Learning.Profile;

namespace OrleansML.Learning.Monitoring;

/// <summary>Takes the numbers of rules from windows.</summary>
internal static class RuleMeasurements
{
    /// <summary>How far a column lies from what the model was trained on; by our definitions.</summary>
    public static RuleMeasurement Drift(MonitorRule rule, string column, NumericProfile baseline, ColumnWindow current) =>
        Drift(rule, MonitorSegments.Whole, column, current, metric => ColumnComparison.Compare(metric, baseline, [current], LimitsOf(rule)));

    /// <summary>How far a column lies from what the model was trained on; by our definitions.</summary>
    public static RuleMeasurement Drift(MonitorRule rule, string column, CategoricalProfile baseline, ColumnWindow current) =>
        Drift(rule, MonitorSegments.Whole, column, current, metric => ColumnComparison.Compare(metric, baseline, [current], LimitsOf(rule)));

    /// <summary>How far a column of a segment lies from other windows.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static RuleMeasurement Drift(MonitorRule rule, DriftProfile profile, string segment, string column, ColumnWindow baseline, ColumnWindow current) =>
        Drift(rule, segment, column, current, metric => profile == DriftProfile.Own
            ? ColumnComparison.Compare(metric, [baseline], [current], LimitsOf(rule))
            : ByOthers(metric, profile, baseline, current, LimitsOf(rule)));

    /// <summary>What is wrong with the values of a column.</summary>
    /// <param name="rule">Of data quality.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="column">The column.</param>
    /// <param name="current">Its window.</param>
    /// <param name="baseline">The same number of the baseline; null: there is none.</param>
    public static RuleMeasurement Quality(MonitorRule rule, string segment, string column, ColumnWindow current, double? baseline)
    {
        var value = QualityOf(rule.Metric, current);
        return new RuleMeasurement
        {
            Rule = rule.Name,
            Segment = segment,
            Column = column,
            Value = value,
            Reason = double.IsNaN(value) ? $"{current.Values} values of {current.Rows} rows are too few." : null,
            Baseline = baseline,
            Rows = current.Rows,
        };
    }

    /// <summary>The number of a data quality metric; of <c>constant</c> 1 if it is and 0 if not. NaN where there are too few values.</summary>
    public static double QualityOf(string metric, ColumnWindow window) => metric switch
    {
        MonitorMetric.NullShare => (double)window.Missing / window.Rows,
        MonitorMetric.TypeErrorShare => (double)window.TypeErrors / window.Rows,
        MonitorMetric.OutOfRangeShare => (double)window.OutOfRange / window.Values,
        MonitorMetric.UnseenShare => (double)window.Unseen / window.Values,
        MonitorMetric.Constant => window.Values < 2 ? double.NaN : window.IsConstant ? 1 : 0,
        _ => throw new ArgumentException($"'{metric}' is no metric of data quality.", nameof(metric)),
    };

    /// <summary>How good predictions of a segment were, or probably are.</summary>
    public static RuleMeasurement Performance(MonitorRule rule, string segment, PerformanceValue value, double? baseline) => new()
    {
        Rule = rule.Name,
        Segment = segment,
        Value = value.Value,
        Reason = value.Reason,
        Interval = double.IsNaN(value.Lower) || double.IsNaN(value.Upper) ? null : (value.Lower, value.Upper),
        Baseline = baseline,
        Rows = value.Count,
    };

    private static RuleMeasurement Drift(MonitorRule rule, string segment, string column, ColumnWindow current, Func<DriftMetric, DriftResult> compare)
    {
        var metric = MonitorMetric.Of(rule).Drift ?? throw new ArgumentException($"Rule '{rule.Name}' is of kind {rule.Kind}, which is no drift.", nameof(rule));
        var result = compare(metric);
        return new RuleMeasurement
        {
            Rule = rule.Name,
            Segment = segment,
            Column = column,
            Value = result.Value,
            Reason = result.Reason,
            PValue = result.PValue,
            Effect = rule.MinimumEffect > 0 ? EffectOf(metric, result, compare) : null,
            Rows = current.Rows,
        };
    }

    private static double? EffectOf(DriftMetric metric, DriftResult result, Func<DriftMetric, DriftResult> compare)
    {
        var effect = metric == DriftMetric.KolmogorovSmirnov ? result.Value : compare(DriftMetric.Hellinger).Value;
        return double.IsNaN(effect) ? null : effect;
    }

    private static DriftResult ByOthers(DriftMetric metric, DriftProfile profile, ColumnWindow baseline, ColumnWindow current, DriftLimits limits) => current.Shape.IsNumeric
        ? DriftTest.Compare(metric, profile, NumericSample.Of(baseline.Sketch, baseline.Moments), NumericSample.Of(current.Sketch, current.Moments), limits)
        : DriftTest.Compare(metric, profile, CategoricalSample.Of(baseline.Categories), CategoricalSample.Of(current.Categories), limits);

    private static DriftLimits LimitsOf(MonitorRule rule) => new() { Distance = rule.Limits.At, Significance = rule.Significance };
}
