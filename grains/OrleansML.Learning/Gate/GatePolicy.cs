namespace OrleansML.Learning.Gate;

/// <summary>When a challenger may replace the champion.</summary>
public sealed record GatePolicy
{
    /// <summary>The metric that decides; null: the task's first.</summary>
    public string? Metric { get; init; }

    /// <summary>
    /// By how much the challenger may be worse on all rows, as a share of the champion's value; its improvement must lie above that with
    /// <see cref="Confidence"/>. 0 to 1; default 0.01.
    /// </summary>
    public double Margin { get; init; } = 0.01;

    /// <summary>By how much it may be worse in a segment, as a share of the champion's value there. 0 to 1; default 0.05.</summary>
    public double SegmentMargin { get; init; } = 0.05;

    /// <summary>Rows that a segment needs to be judged alone, at least 10; smaller ones are judged together. Default 200.</summary>
    public int SmallestSegment { get; init; } = 200;

    /// <summary>Confidence of intervals, and 1 minus the chance to call any unhurt segment hurt. 0.5 to 0.999; default 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Resamples of the bootstrap, 100 to 100,000; default 2,000.</summary>
    public int Resamples { get; init; } = 2_000;

    /// <summary>Seed of the resamples. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// How many times as long as the champion's the challenger's slowest calls of one row may take (99th percentile, and at least
    /// <see cref="LatencyComparison.FloorMilliseconds"/>), 1 to 100; null: that is not judged. Default 2.
    /// </summary>
    public double? LatencyRatio { get; init; } = 2;

    /// <summary>Every option that is out of its range, with the range.</summary>
    public IReadOnlyList<string> Violations()
    {
        var violations = new List<string>();
        Check(Margin is >= 0 and <= 1, $"the margin is {Margin}; 0 to 1 is allowed");
        Check(SegmentMargin is >= 0 and <= 1, $"the margin of segments is {SegmentMargin}; 0 to 1 is allowed");
        Check(SmallestSegment >= 10, $"the smallest segment has {SmallestSegment} rows; 10 or more are allowed");
        Check(Confidence is >= 0.5 and <= 0.999, $"the confidence is {Confidence}; 0.5 to 0.999 is allowed");
        Check(Resamples is >= 100 and <= 100_000, $"the number of resamples is {Resamples}; 100 to 100,000 are allowed");
        Check(LatencyRatio is null or (>= 1 and <= 100), $"the ratio of latencies is {LatencyRatio}; 1 to 100 is allowed");
        return violations;

        void Check(bool holds, FormattableString violation)
        {
            if (!holds)
                violations.Add(FormattableString.Invariant(violation));
        }
    }
}
