namespace OrleansML.Learning.Monitoring;

/// <summary>How good predictions were by one metric.</summary>
/// <param name="Value">The metric; NaN where it cannot be said.</param>
/// <param name="Lower">Lower end of the interval; NaN where there is none.</param>
/// <param name="Upper">Upper end of the interval; NaN where there is none.</param>
/// <param name="Count">Predictions that it rests on.</param>
/// <param name="Reason">Why it cannot be said; null where it can.</param>
public readonly record struct PerformanceValue(double Value, double Lower, double Upper, long Count, string? Reason = null)
{
    internal static PerformanceValue NotSaid(long count, string reason) => new(double.NaN, double.NaN, double.NaN, count, reason);
}
