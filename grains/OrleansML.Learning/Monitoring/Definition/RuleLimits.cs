namespace OrleansML.Learning.Monitoring;

/// <summary>From where on a number is bad. Of several limits all must be passed.</summary>
/// <param name="At">The number itself; it is bad from this on. Seconds for latency.</param>
/// <param name="Relative">As many times the number of the baseline; bad beyond it.</param>
/// <param name="Sigma">As many standard deviations from the mean of the reference windows; bad beyond it.</param>
public sealed record RuleLimits(double? At = null, double? Relative = null, double? Sigma = null)
{
    internal bool IsEmpty => At is null && Relative is null && Sigma is null;
}
