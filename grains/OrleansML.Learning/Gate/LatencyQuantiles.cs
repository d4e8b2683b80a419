namespace OrleansML.Learning.Gate;

/// <summary>How long calls of one row took.</summary>
/// <param name="Median">Half of them took up to this, in milliseconds.</param>
/// <param name="Percentile99">99 of 100 took up to this, in milliseconds.</param>
public readonly record struct LatencyQuantiles(double Median, double Percentile99)
{
    /// <summary>Takes them from measured times, each the smallest measured time that the share lies within.</summary>
    /// <param name="milliseconds">One time for each call, at least one; sorted in place.</param>
    public static LatencyQuantiles Of(Span<double> milliseconds)
    {
        milliseconds.Sort();
        return new LatencyQuantiles(At(milliseconds, 0.5), At(milliseconds, 0.99));
    }

    private static double At(ReadOnlySpan<double> sorted, double share) => sorted[Math.Max((int)Math.Ceiling(share * sorted.Length) - 1, 0)];
}
