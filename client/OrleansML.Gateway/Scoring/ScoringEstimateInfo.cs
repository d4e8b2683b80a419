using OrleansML.Gateway.Api;
using OrleansML.Scoring;

namespace OrleansML.Gateway.Scoring;

/// <summary>What a scoring job would do, from a sample of its input.</summary>
public sealed record ScoringEstimateInfo
{
    /// <summary>The version that would score.</summary>
    public required int Version { get; init; }

    /// <summary>Rows of the input.</summary>
    public required long Rows { get; init; }

    /// <summary>Whether the rows were counted; otherwise their number is an estimate.</summary>
    public required bool RowsExact { get; init; }

    /// <summary>Slices that the rows would make.</summary>
    public required int Slices { get; init; }

    /// <summary>Length of the input's files; 0 for what is no file.</summary>
    public required long Bytes { get; init; }

    /// <summary>Workers that the job would have now.</summary>
    public required int Workers { get; init; }

    /// <summary>Rows that would be computed together.</summary>
    public required int BatchRows { get; init; }

    /// <summary>Rows of the sample, which is the beginning of the input.</summary>
    public required int SampleRows { get; init; }

    /// <summary>Rows of the sample that would be dead letters.</summary>
    public required int SampleDeadRows { get; init; }

    /// <summary>Where the first of them is and why it would be one; null where there is none.</summary>
    public string? SampleDeadReason { get; init; }

    /// <summary>Rows per second of one worker with the sample, reading and preprocessing included.</summary>
    public required double RowsPerSecond { get; init; }

    /// <summary>Seconds for all rows when every worker goes as fast as the sample; null without a worker.</summary>
    public double? EstimatedSeconds { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static ScoringEstimateInfo From(ScoringEstimate estimate) => new()
    {
        Version = estimate.Version,
        Rows = estimate.Rows,
        RowsExact = estimate.IsExact,
        Slices = estimate.Slices,
        Bytes = estimate.Bytes,
        Workers = estimate.Workers,
        BatchRows = estimate.BatchRows,
        SampleRows = estimate.SampleRows,
        SampleDeadRows = estimate.SampleDeadRows,
        SampleDeadReason = estimate.SampleDeadReason.Length == 0 ? null : estimate.SampleDeadReason,
        RowsPerSecond = FiniteNumber.Of(estimate.RowsPerSecond) ?? 0,
        EstimatedSeconds = Seconds(estimate),
    };

    // A slice is one worker's, so no more of them than there are slices have work.
    private static double? Seconds(ScoringEstimate estimate) =>
        Math.Min(estimate.Workers, estimate.Slices) * estimate.RowsPerSecond is > 0 and var rate ? FiniteNumber.Of(estimate.Rows / rate) : null;
}
