namespace OrleansML.ChaosTests.Soak;

/// <summary>
/// Whether something grew over a run: the slope of a Theil-Sen line (the median of the slopes between all pairs of points; H. Theil, 1950;
/// P. K. Sen, 1968) through the smallest value of each window of 20 s, times the length of the run. The smallest values leave out what a
/// garbage collection would free; the median of slopes does not mind a fault's peak.
/// </summary>
internal sealed record ResourceGrowth(string Process, string What, double Typical, double Growth, double Tolerance)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(20);

    public bool IsWithin => Growth <= Tolerance;

    /// <summary>Fits one quantity of one process.</summary>
    /// <param name="process">The process.</param>
    /// <param name="what">The quantity, for people.</param>
    /// <param name="points">Times and values; those after the first minute.</param>
    /// <param name="tolerance">Growth that is allowed over the run, at least.</param>
    /// <param name="share">Share of the typical value that is allowed, where that is more.</param>
    public static ResourceGrowth Fit(string process, string what, IEnumerable<(TimeSpan At, double Value)> points, double tolerance, double share)
    {
        var minima = points
            .GroupBy(point => (long)(point.At / Window))
            .OrderBy(window => window.Key)
            .Select(window => (Seconds: window.Key * Window.TotalSeconds, Value: window.Min(point => point.Value)))
            .ToArray();
        var slopes = minima
            .SelectMany((first, index) => minima[(index + 1)..].Select(second => (second.Value - first.Value) / (second.Seconds - first.Seconds)))
            .Order()
            .ToArray();
        var typical = Median([.. minima.Select(window => window.Value).Order()]);
        var length = minima.Length == 0 ? 0 : minima[^1].Seconds - minima[0].Seconds;
        return new ResourceGrowth(process, what, typical, Median(slopes) * length, Math.Max(tolerance, share * typical));
    }

    public override string ToString() => FormattableString.Invariant(
        $"{Process,-10} {What,-22} typical {Typical,10:F1}  growth {Growth,8:F1}  allowed {Tolerance,8:F1}{(IsWithin ? "" : "  TOO MUCH")}");

    private static double Median(double[] sorted) => sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
}
