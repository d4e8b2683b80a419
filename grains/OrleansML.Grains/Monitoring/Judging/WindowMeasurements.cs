using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Profile;

namespace OrleansML.Grains.Monitoring;

/// <summary>Takes the numbers of all rules from what a segment holds of a window. Pure.</summary>
/// <param name="definition">The definition.</param>
/// <param name="estimates">How good the version probably is; null where no rule asks.</param>
internal sealed class WindowMeasurements(MonitorDefinition definition, WindowEstimates? estimates = null)
{
    /// <summary>Whether any rule looks at a segment.</summary>
    public bool LooksAt(string segment) => RulesOf(segment).Any();

    /// <summary>What is measured of a segment.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="current">What it holds of the window.</param>
    /// <param name="baseline">What it is compared with.</param>
    public IEnumerable<RuleMeasurement> Of(string segment, SegmentData current, SegmentBaseline baseline) =>
        RulesOf(segment).SelectMany(rule => rule.Kind switch
        {
            MonitorRuleKind.Drift => Columns(rule, current.Window.Inputs).Select(column => Drift(rule, segment, column.Key, column.Value, baseline, isOutput: false)),
            MonitorRuleKind.PredictionDrift => Columns(rule, current.Window.Outputs).Select(column => Drift(rule, segment, column.Key, column.Value, baseline, isOutput: true)),
            MonitorRuleKind.LabelDrift => LabelDrift(rule, segment, current, baseline),
            MonitorRuleKind.DataQuality => Columns(rule, current.Window.Inputs).Select(column =>
                RuleMeasurements.Quality(rule, segment, column.Key, column.Value, QualityBefore(rule.Metric, column.Key, baseline))),
            MonitorRuleKind.Performance => Performance(rule, segment, current, baseline),
            MonitorRuleKind.EstimatedPerformance => Estimated(rule, segment, current, baseline),
            MonitorRuleKind.Latency => Latency(rule, segment, current, baseline),
            MonitorRuleKind.ErrorShare => Errors(rule, segment, current, baseline),
            MonitorRuleKind.Rows =>
                [new RuleMeasurement { Rule = rule.Name, Segment = segment, Value = current.Window.Rows, Rows = current.Window.Rows, Baseline = baseline.Windows?.Window.Rows }],
            _ => [],
        });

    private IEnumerable<MonitorRule> RulesOf(string segment) => definition.Rules.Where(rule => MonitorSegments.AppliesTo(rule, definition.Segments, segment));

    private static IEnumerable<KeyValuePair<string, ColumnWindow>> Columns(MonitorRule rule, IReadOnlyDictionary<string, ColumnWindow> columns) =>
        columns.Where(column => column.Value.Rows > 0 && rule.Columns?.Contains(column.Key) != false).OrderBy(static column => column.Key, StringComparer.Ordinal);

    private RuleMeasurement Drift(MonitorRule rule, string segment, string column, ColumnWindow current, SegmentBaseline baseline, bool isOutput)
    {
        if (baseline.Windows is { } windows)
            return Against((isOutput ? windows.Window.Outputs : windows.Window.Inputs).GetValueOrDefault(column), rule, segment, column, current);
        if (baseline.Trained is not { } trained)
            return NotSaid(rule, segment, column, current.Rows, baseline.Reason);
        if ((isOutput ? trained.Predictions : trained.Numeric).TryGetValue(column, out var numbers))
        {
            return current.Shape.IsNumeric && current.Shape.Edges.SequenceEqual(numbers.Histogram.Edges)
                ? RuleMeasurements.Drift(rule, column, numbers, current) with { Segment = segment }
                : NotSaid(rule, segment, column, current.Rows, "It was counted in other bins than those of the training data.");
        }

        if (isOutput || !trained.Categorical.TryGetValue(column, out var categories))
            return NotSaid(rule, segment, column, current.Rows, "The training data have no such column.");
        return current.Shape.IsNumeric
            ? NotSaid(rule, segment, column, current.Rows, "It has numbers; the training data have categories.")
            : RuleMeasurements.Drift(rule, column, categories, current) with { Segment = segment };
    }

    private RuleMeasurement Against(ColumnWindow? earlier, MonitorRule rule, string segment, string column, ColumnWindow current) => earlier switch
    {
        null => NotSaid(rule, segment, column, current.Rows, "The windows of the baseline have no such column."),
        _ when earlier.Shape.Fingerprint != current.Shape.Fingerprint => NotSaid(rule, segment, column, current.Rows, "The windows of the baseline counted it in other bins or categories."),
        _ => RuleMeasurements.Drift(rule, definition.Profile, segment, column, earlier, current),
    };

    private IEnumerable<RuleMeasurement> LabelDrift(MonitorRule rule, string segment, SegmentData current, SegmentBaseline baseline)
    {
        if (definition.Label is not { } label || current.Performance?.Labels is not { Rows: > 0 } labels)
            return [];
        return [baseline.Windows is { } windows
            ? Against(windows.Performance?.Labels, rule, segment, label.Column, labels)
            : NotSaid(rule, segment, label.Column, labels.Rows, baseline.Trained is null ? baseline.Reason : "The training profile has no labels.")];
    }

    private static IEnumerable<RuleMeasurement> Performance(MonitorRule rule, string segment, SegmentData current, SegmentBaseline baseline)
    {
        if (current.Performance?.Measure().TryGetValue(rule.Metric, out var value) != true)
            return [];

        double? before = baseline.Windows?.Performance?.Measure().TryGetValue(rule.Metric, out var earlier) == true ? Known(earlier.Value)
            : baseline.Metrics.TryGetValue(rule.Metric, out var trained) ? Known(trained) : null;
        return [RuleMeasurements.Performance(rule, segment, value, before)];
    }

    private IEnumerable<RuleMeasurement> Estimated(MonitorRule rule, string segment, SegmentData current, SegmentBaseline baseline)
    {
        if (estimates?.Reason is { } reason)
            return [new RuleMeasurement { Rule = rule.Name, Segment = segment, Value = double.NaN, Reason = reason, Rows = current.Window.Rows }];
        if (estimates?.Estimate(current.Window).TryGetValue(rule.Metric, out var value) != true)
            return [];

        double? before = baseline.Windows is { } windows && estimates.Estimate(windows.Window).TryGetValue(rule.Metric, out var earlier) ? Known(earlier.Value)
            : baseline.Metrics.TryGetValue(rule.Metric, out var trained) ? Known(trained) : null;
        return [RuleMeasurements.Performance(rule, segment, value, before)];
    }

    private static IEnumerable<RuleMeasurement> Latency(MonitorRule rule, string segment, SegmentData current, SegmentBaseline baseline)
    {
        yield return new RuleMeasurement
        {
            Rule = rule.Name,
            Segment = segment,
            Value = current.Window.Latency.Quantile(rule.Quantile)?.TotalSeconds ?? double.NaN,
            Reason = current.Window.Answered == 0 ? "No request was answered." : null,
            Baseline = baseline.Windows?.Window.Latency.Quantile(rule.Quantile)?.TotalSeconds,
            Rows = current.Window.Answered,
        };
    }

    // What failed has no rows, and so belongs to no value of a column.
    private static IEnumerable<RuleMeasurement> Errors(MonitorRule rule, string segment, SegmentData current, SegmentBaseline baseline)
    {
        if (segment != MonitorSegments.Whole)
            yield break;

        var share = ErrorsOf(current.Window);
        yield return new RuleMeasurement
        {
            Rule = rule.Name,
            Segment = segment,
            Value = share ?? double.NaN,
            Reason = share is null ? "There was no request." : null,
            Baseline = baseline.Windows is { } windows ? ErrorsOf(windows.Window) : null,
            Rows = current.Window.Answered + current.Window.Failed,
        };
    }

    private static double? ErrorsOf(SegmentWindow window) => Known((double)window.Failed / (window.Answered + window.Failed));

    private static double? QualityBefore(string metric, string column, SegmentBaseline baseline)
    {
        if (baseline.Windows is { } windows)
            return windows.Window.Inputs.GetValueOrDefault(column) is { Rows: > 0 } earlier ? Known(RuleMeasurements.QualityOf(metric, earlier)) : null;
        if (baseline.Trained is not { } trained)
            return null;
        if (trained.Numeric.TryGetValue(column, out var numbers))
            return QualityOf(metric, numbers);
        return trained.Categorical.TryGetValue(column, out var categories) ? QualityOf(metric, categories) : null;
    }

    private static double? QualityOf(string metric, NumericProfile profile) => metric switch
    {
        MonitorMetric.NullShare => Known((double)profile.Missing / (profile.Count + profile.Missing)),
        MonitorMetric.OutOfRangeShare or MonitorMetric.UnseenShare => 0,
        MonitorMetric.Constant => profile.Count > 1 ? profile.Minimum == profile.Maximum ? 1 : 0 : null,
        _ => null,
    };

    private static double? QualityOf(string metric, CategoricalProfile profile) => metric switch
    {
        MonitorMetric.NullShare => Known((double)profile.Missing / (profile.Count + profile.Missing)),
        MonitorMetric.OutOfRangeShare => 0,
        MonitorMetric.UnseenShare => Known((double)profile.Other / profile.Count),
        MonitorMetric.Constant => profile.Count > 1 ? profile.Categories.Count == 1 && profile.Other == 0 ? 1 : 0 : null,
        _ => null,
    };

    private static double? Known(double value) => double.IsFinite(value) ? value : null;

    private static RuleMeasurement NotSaid(MonitorRule rule, string segment, string column, long rows, string reason) =>
        new() { Rule = rule.Name, Segment = segment, Column = column, Value = double.NaN, Reason = reason, Rows = rows };
}
