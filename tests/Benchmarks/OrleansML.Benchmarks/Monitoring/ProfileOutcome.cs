namespace OrleansML.Benchmarks.Monitoring;

/// <summary>What one side took, and what it found.</summary>
/// <param name="Seconds">All but reading: counting and comparing.</param>
/// <param name="CountSeconds">Of these, counting.</param>
/// <param name="ReadSeconds">Reading the file.</param>
/// <param name="PeakMegabytes">Largest resident memory.</param>
/// <param name="Exact">
/// Of each column what does not depend on sketches: share of missing ones in both halves,
/// population stability index, Jensen-Shannon distance and chi-square statistic; of numbers also mean, deviation, minimum and maximum of the second half.
/// </param>
/// <param name="Ranks">Of each column of numbers the Kolmogorov-Smirnov statistic, the Wasserstein distance in deviations, and the true ranks of the quartiles of the second half.</param>
internal sealed record ProfileOutcome(double Seconds, double CountSeconds, double ReadSeconds, double PeakMegabytes, double[][] Exact, double[][] Ranks);
