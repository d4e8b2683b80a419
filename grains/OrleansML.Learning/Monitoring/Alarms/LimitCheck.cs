namespace OrleansML.Learning.Monitoring;

/// <summary>Whether a number is beyond limits.</summary>
/// <param name="IsBeyond">Whether it is; null where that cannot be said.</param>
/// <param name="Limit">The hardest of the limits to pass; null where there is none.</param>
/// <param name="Reason">Why it cannot be said.</param>
internal readonly record struct LimitCheck(bool? IsBeyond, double? Limit, string? Reason)
{
    /// <summary>Reference windows that standard deviations are taken from at least.</summary>
    public const int FewestReferenceWindows = 10;

    /// <summary>
    /// Holds a number against limits. All must be passed: one that is not says that all is well, whatever cannot be said of the others. Where the number
    /// has an interval, all of it must pass, but not what comes from reference windows: their spread holds the chance of samples already.
    /// </summary>
    public static LimitCheck Of(RuleLimits limits, MonitorMetric metric, RuleMeasurement measurement)
    {
        LimitCheck[] checks = [.. All(limits, metric, measurement)];
        double? hardest = metric.Worse == WorseSide.Below ? checks.Min(static check => check.Limit) : checks.Max(static check => check.Limit);
        if (checks.Any(static check => check.IsBeyond == false))
            return new LimitCheck(false, hardest, null);

        var unknown = Array.FindIndex(checks, static check => check.IsBeyond is null);
        return unknown < 0 ? new LimitCheck(checks.Length > 0, hardest, null) : checks[unknown] with { Limit = hardest };
    }

    private static IEnumerable<LimitCheck> All(RuleLimits limits, MonitorMetric metric, RuleMeasurement measurement)
    {
        var value = measurement.Value;
        var surely = Surely(metric.Worse, measurement);
        if (limits.At is { } at)
        {
            yield return new LimitCheck(
                metric.Worse switch
                {
                    WorseSide.Above => surely >= at,
                    WorseSide.Away => Math.Abs(surely) >= at,

                    // "At least" is what is still well.
                    _ => metric.Name == MonitorMetric.Rows ? value < at : surely <= at,
                },
                at,
                null);
        }

        if (limits.Relative is { } relative)
        {
            var limit = measurement.Baseline * relative;
            yield return limit is { } known && double.IsFinite(known)
                ? new LimitCheck(metric.Worse == WorseSide.Below ? surely < known : surely > known, known, null)
                : new LimitCheck(null, null, "There is no baseline to compare with.");
        }

        if (limits.Sigma is { } sigma)
        {
            double[] reference = [.. measurement.Reference.Where(double.IsFinite)];
            if (reference.Length < FewestReferenceWindows)
            {
                yield return new LimitCheck(null, null, $"There are {reference.Length} reference windows; {FewestReferenceWindows} are needed.");
                yield break;
            }

            var spread = SpreadThreshold.Of(reference, metric.Worse == WorseSide.Above ? null : sigma, metric.Worse == WorseSide.Below ? null : sigma);
            yield return new LimitCheck(spread.IsOutside(value), metric.Worse == WorseSide.Below || value < spread.Lower ? spread.Lower : spread.Upper, null);
        }
    }

    // The end of the interval that is least bad.
    private static double Surely(WorseSide worse, RuleMeasurement measurement) => (worse, measurement.Interval) switch
    {
        (_, null) => measurement.Value,
        (WorseSide.Above, { } interval) => interval.Lower,
        (WorseSide.Below, { } interval) => interval.Upper,
        (_, { Lower: > 0 } interval) => interval.Lower,
        (_, { Upper: < 0 } interval) => interval.Upper,
        _ => 0,
    };
}
