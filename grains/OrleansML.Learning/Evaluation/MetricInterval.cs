namespace OrleansML.Learning.Evaluation;

/// <summary>A measured number with its uncertainty.</summary>
/// <param name="Value">On the rows as they are; NaN where it is not defined.</param>
/// <param name="Lower">Lower end of the interval.</param>
/// <param name="Upper">Upper end of the interval.</param>
public readonly record struct MetricInterval(double Value, double Lower, double Upper)
{
    /// <summary>The percentile interval of resampled values (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13).</summary>
    /// <param name="value">The value on the rows as they are.</param>
    /// <param name="resampled">Values of resamples; those that are not defined are left out. Sorted in place.</param>
    /// <param name="confidence">Share that lies within, above 0 and below 1.</param>
    public static MetricInterval FromResamples(double value, Span<double> resampled, double confidence)
    {
        // NaN sorts first.
        resampled.Sort();
        var undefined = 0;
        while (undefined < resampled.Length && double.IsNaN(resampled[undefined]))
            undefined++;
        var defined = resampled[undefined..];
        return defined.IsEmpty
            ? new MetricInterval(value, double.NaN, double.NaN)
            : new MetricInterval(value, QuantileOf(defined, (1 - confidence) / 2), QuantileOf(defined, (1 + confidence) / 2));
    }

    // Linear between order statistics: type 7 of Hyndman and Fan (1996), as numpy and R have it.
    private static double QuantileOf(ReadOnlySpan<double> sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
