namespace OrleansML.Benchmarks;

/// <summary>What a load run saw.</summary>
/// <param name="PerSecond">Answers per second.</param>
/// <param name="P50Microseconds">Median latency.</param>
/// <param name="P99Microseconds">99th percentile of latency.</param>
internal readonly record struct LoadResult(double PerSecond, double P50Microseconds, double P99Microseconds);
