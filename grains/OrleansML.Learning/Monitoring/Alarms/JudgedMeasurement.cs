namespace OrleansML.Learning.Monitoring;

/// <summary>A measurement and what a rule says of it.</summary>
/// <param name="Measurement">What was measured.</param>
/// <param name="PValue">Its p-value after the correction for many; null where it has none.</param>
/// <param name="IsBad">Whether it is bad; null where that cannot be said.</param>
/// <param name="IsCritical">Whether it is beyond what makes it critical, too.</param>
/// <param name="Limit">What it was compared with; null where there is none.</param>
/// <param name="Reason">Why it cannot be said.</param>
internal sealed record JudgedMeasurement(RuleMeasurement Measurement, double? PValue, bool? IsBad, bool IsCritical, double? Limit, string? Reason)
{
    /// <summary>How far it is from where it should be, in the direction that is worse; at least 0. A distance is that itself.</summary>
    public double Change(MonitorMetric metric)
    {
        var (value, baseline) = (Measurement.Value, Measurement.Baseline ?? 0);
        return Math.Max(0, metric.Worse switch
        {
            _ when metric.Drift is not null => Measurement.Effect ?? value,
            WorseSide.Below => Measurement.Baseline is null ? 0 : baseline - value,
            WorseSide.Away => Math.Abs(value) - Math.Abs(baseline),
            _ => value - baseline,
        });
    }
}
