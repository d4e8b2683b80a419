namespace OrleansML.Learning.Features;

/// <summary>How clocks of sources and silos may differ.</summary>
public static class FeatureClock
{
    /// <summary>How far ahead of the silo's clock an event time is still believed: one minute.</summary>
    public static TimeSpan MaximumAhead { get; } = TimeSpan.FromMinutes(1);

    /// <summary>The time that a provider tells.</summary>
    public static FeatureTime GetFeatureTime(this TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return time.GetUtcNow();
    }
}
