using OrleansML.Learning.Evaluation;

namespace OrleansML.Learning.Gate;

/// <summary>Champion and challenger on the same rows.</summary>
public sealed record GateComparison
{
    /// <summary>The segment; null: all rows.</summary>
    public string? Segment { get; init; }

    /// <summary>Number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>The metric of the champion.</summary>
    public required MetricInterval Champion { get; init; }

    /// <summary>The metric of the challenger.</summary>
    public required MetricInterval Challenger { get; init; }

    /// <summary>How much better the challenger is; above 0 is better, whichever way the metric goes.</summary>
    public required MetricInterval Improvement { get; init; }

    /// <summary>By how much it may be worse here, in units of the metric.</summary>
    public required double Margin { get; init; }

    /// <summary>
    /// Chance of resamples as bad as these if the challenger were not worse than the margin allows; of segments adjusted for their number (Holm,
    /// 1979).
    /// </summary>
    public required double PValue { get; init; }

    /// <summary>What follows from it.</summary>
    public required GateOutcome Outcome { get; init; }
}
