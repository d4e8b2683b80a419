namespace OrleansML.Learning.Gate;

/// <summary>How long champion and challenger took for one row, called in turns on one machine.</summary>
public sealed record LatencyComparison
{
    /// <summary>A 99th percentile up to this many milliseconds is never refused: below it, scheduling decides, and not the model.</summary>
    public const double FloorMilliseconds = 1;

    /// <summary>Calls of each.</summary>
    public required int Calls { get; init; }

    /// <summary>The champion's; null when there is none.</summary>
    public LatencyQuantiles? Champion { get; init; }

    /// <summary>The challenger's.</summary>
    public required LatencyQuantiles Challenger { get; init; }
}
