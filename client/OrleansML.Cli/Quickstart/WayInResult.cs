using OrleansML.Tensors;

namespace OrleansML.Cli.Quickstart;

/// <summary>What came back by one way in.</summary>
internal sealed record WayInResult(string Name, IReadOnlyList<IReadOnlyList<Tensor>> Answers, TimeSpan Elapsed, IReadOnlyList<TimeSpan> SortedLatencies)
{
    public double PredictionsPerSecond => Answers.Count / Elapsed.TotalSeconds;

    /// <summary>The latency that the given share of requests stayed within.</summary>
    public TimeSpan Percentile(double share) => SortedLatencies[(int)Math.Ceiling(share * SortedLatencies.Count) - 1];
}
