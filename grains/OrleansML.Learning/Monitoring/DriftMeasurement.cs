namespace OrleansML.Learning.Monitoring;

/// <summary>A distance without a verdict.</summary>
internal readonly record struct DriftMeasurement(double Value, double? PValue = null, double ErrorBound = 0, string? Reason = null)
{
    public bool CannotBeSaid => double.IsNaN(Value);

    public static DriftMeasurement NotSaid(string reason) => new(double.NaN, Reason: reason);

    public static DriftMeasurement Of((double Statistic, double PValue) test) => new(test.Statistic, test.PValue);
}
