namespace OrleansML.Learning.Gate;

/// <summary>Whether a challenger may replace the champion, and why. A record to keep: it holds all that the decision rests on.</summary>
public sealed record GateVerdict
{
    /// <summary>Whether it may.</summary>
    public required bool Passed { get; init; }

    /// <summary>Whether there was no champion, so that the challenger was compared with the best constant.</summary>
    public required bool IsUnopposed { get; init; }

    /// <summary>The metric that decided.</summary>
    public required string Metric { get; init; }

    /// <summary>What was asked.</summary>
    public required GatePolicy Policy { get; init; }

    /// <summary>On all rows.</summary>
    public required GateComparison Overall { get; init; }

    /// <summary>In each segment.</summary>
    public required IReadOnlyList<GateComparison> Segments { get; init; }

    /// <summary>How long calls took; null where that was not measured.</summary>
    public LatencyComparison? Latency { get; init; }

    /// <summary>One sentence for each reason against it; empty when it passed.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }
}
