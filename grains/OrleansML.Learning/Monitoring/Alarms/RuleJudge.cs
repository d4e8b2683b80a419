namespace OrleansML.Learning.Monitoring;

/// <summary>Judges one window: what each rule says of each segment.</summary>
internal static class RuleJudge
{
    /// <summary>Judges everything that was measured for rules of the definition; the rest is left out.</summary>
    public static IReadOnlyList<RuleVerdict> Judge(MonitorDefinition definition, WindowResult result)
    {
        var byRule = result.Measurements.ToLookup(static measurement => measurement.Rule, StringComparer.Ordinal);
        var verdicts = new List<RuleVerdict>();
        foreach (var rule in definition.Rules)
        {
            var (metric, profile) = (MonitorMetric.Of(rule), definition.Profile);
            RuleMeasurement[] measured = [.. byRule[rule.Name].Where(measurement =>
                (rule.Columns is null || measurement.Column is null || rule.Columns.Contains(measurement.Column))
                && MonitorSegments.AppliesTo(rule, definition.Segments, measurement.Segment))];
            var pValues = Correct(rule, metric.HasPValue(profile), measured);
            JudgedMeasurement[] judged = [.. measured.Select((measurement, index) => JudgeOne(rule, metric, profile, measurement, pValues[index]))];
            foreach (var segment in judged.GroupBy(static one => one.Measurement.Segment, StringComparer.Ordinal))
                verdicts.Add(Verdict(definition, rule, metric, result, [.. segment], judged));
        }

        return verdicts;
    }

    private static double?[] Correct(MonitorRule rule, bool hasPValue, RuleMeasurement[] measured)
    {
        var pValues = Array.ConvertAll(measured, measurement => hasPValue && WhyNotSaid(rule, measurement) is null ? measurement.PValue : null);
        var tests = pValues.Count(static p => p is not null);
        return rule.Correction switch
        {
            AlarmCorrection.Fdr => Array.ConvertAll(
                MultipleTests.FalseDiscoveryRate(Array.ConvertAll(pValues, static p => p ?? double.NaN)), static p => double.IsNaN(p) ? (double?)null : p),
            AlarmCorrection.Bonferroni => Array.ConvertAll(pValues, p => p is { } single ? Math.Min(1, single * tests) : (double?)null),
            _ => pValues,
        };
    }

    private static JudgedMeasurement JudgeOne(MonitorRule rule, MonitorMetric metric, DriftProfile profile, RuleMeasurement measurement, double? pValue)
    {
        if (WhyNotSaid(rule, measurement) is { } why)
            return new JudgedMeasurement(measurement, pValue, null, false, null, why);
        if (metric.Name == MonitorMetric.Constant)
            return new JudgedMeasurement(measurement, null, measurement.Value == 1 && measurement.Baseline != 1, false, null, null);

        var isSignificant = !metric.HasPValue(profile) || pValue is null || pValue < rule.Significance;
        if (metric.IsByPValue(profile))
        {
            why = pValue is null ? measurement.Reason ?? "There is no p-value." : rule.MinimumEffect > 0 && measurement.Effect is null ? "It cannot be said how large the difference is." : null;
            return new JudgedMeasurement(measurement, pValue, why is null ? isSignificant && !(measurement.Effect < rule.MinimumEffect) : null, false, rule.Significance, why);
        }

        var check = LimitCheck.Of(rule.Limits, metric, measurement);
        var isBad = isSignificant ? check.IsBeyond : false;
        return new JudgedMeasurement(
            measurement,
            pValue,
            isBad,
            isBad == true && rule.Escalation is { } worse && LimitCheck.Of(worse, metric, measurement).IsBeyond == true,
            check.Limit,
            isBad is null ? check.Reason : null);
    }

    private static string? WhyNotSaid(MonitorRule rule, RuleMeasurement measurement) => measurement.Rows < rule.MinimumRows
        ? $"{measurement.Rows} rows are too few; {rule.MinimumRows} are needed."
        : double.IsFinite(measurement.Value) ? null : measurement.Reason ?? "There is no number.";

    private static RuleVerdict Verdict(
        MonitorDefinition definition, MonitorRule rule, MonitorMetric metric, WindowResult result, JudgedMeasurement[] segment, JudgedMeasurement[] everywhere)
    {
        var name = segment[0].Measurement.Segment;
        JudgedMeasurement[] said = [.. segment.Where(static one => one.IsBad is not null).OrderByDescending(static one => one.IsBad).ThenByDescending(one => one.Change(metric))];
        if (said.Length == 0)
            return new RuleVerdict(rule, name, null, rule.Severity, null, segment[0].Reason);

        var isBad = IsEnough(rule, said.Count(static one => one.IsBad == true), said.Length);
        var isCritical = IsEnough(rule, said.Count(static one => one.IsCritical), said.Length);
        var first = said[0];
        var evidence = new AlarmEvidence
        {
            Metric = rule.Metric,
            Value = first.Measurement.Value,
            Limit = first.Limit,
            PValue = first.PValue,
            Baseline = first.Measurement.Baseline,
            Rows = first.Measurement.Rows,
            From = result.Start,
            Until = result.Start + definition.Window,
            Columns = Shares(said.Where(static one => one.Measurement.Column is not null), static one => one.Measurement.Column!, one => one.Change(metric), static _ => ""),
            Segments = name != MonitorSegments.Whole ? [] : Shares(
                everywhere.Where(one => one.IsBad is not null && one.Measurement.Segment != MonitorSegments.Whole && one.Measurement.Column == first.Measurement.Column),
                static one => one.Measurement.Segment,
                one => one.Measurement.Rows * one.Change(metric),
                one => MonitorSegments.NameOf(MonitorSegments.ColumnsOf(definition.Segments, one.Measurement.Segment) ?? [])),
        };
        return new RuleVerdict(rule, name, isBad, isBad && isCritical ? AlarmSeverity.Critical : rule.Severity, evidence, null);
    }

    private static bool IsEnough(MonitorRule rule, int bad, int judged) => bad > 0 && (rule.ShareOfColumns is not { } share || (double)bad / judged >= share);

    private static IReadOnlyList<ChangeShare> Shares(
        IEnumerable<JudgedMeasurement> judged, Func<JudgedMeasurement, string> name, Func<JudgedMeasurement, double> change, Func<JudgedMeasurement, string> family) =>
        [.. judged.GroupBy(family).SelectMany(together =>
            {
                var sum = together.Sum(change);
                return together.Select(one => new ChangeShare(name(one), one.Measurement.Value, one.Measurement.Rows, sum > 0 ? change(one) / sum : 0));
            })
            .Where(static one => one.Share > 0)
            .OrderByDescending(static one => one.Share)
            .ThenBy(static one => one.Name, StringComparer.Ordinal)
            .Take(AlarmEvidence.MostNamed)];
}
