namespace OrleansML.Monitoring;

/// <summary>What a segment was given and said in a time, against a baseline.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorReport")]
public sealed record MonitorReport
{
    /// <summary>Name of the model.</summary>
    [Id(0)]
    public required string Model { get; init; }

    /// <summary>The version; 0 where there are no windows.</summary>
    [Id(1)]
    public required int Version { get; init; }

    /// <summary>The segment; <c>all</c> for the whole.</summary>
    [Id(2)]
    public required string Segment { get; init; }

    /// <summary>Start of the time.</summary>
    [Id(3)]
    public required DateTimeOffset From { get; init; }

    /// <summary>End of the time, exclusive.</summary>
    [Id(4)]
    public required DateTimeOffset Until { get; init; }

    /// <summary>What it is compared with, in words.</summary>
    [Id(5)]
    public required string Baseline { get; init; }

    /// <summary>Rows that were predicted.</summary>
    [Id(6)]
    public required long Rows { get; init; }

    /// <summary>Requests that were answered.</summary>
    [Id(7)]
    public required long Answered { get; init; }

    /// <summary>Requests that failed; known of the whole only.</summary>
    [Id(8)]
    public required long Failed { get; init; }

    /// <summary>Half of the answers took at most so long; null without any.</summary>
    [Id(9)]
    public double? P50Milliseconds { get; init; }

    /// <summary>90 % of the answers took at most so long.</summary>
    [Id(10)]
    public double? P90Milliseconds { get; init; }

    /// <summary>99 % of the answers took at most so long.</summary>
    [Id(11)]
    public double? P99Milliseconds { get; init; }

    /// <summary>What the model was given, largest drift first.</summary>
    [Id(12)]
    public required MonitorColumn[] Columns { get; init; }

    /// <summary>What the model said.</summary>
    [Id(13)]
    public required MonitorColumn[] Outputs { get; init; }

    /// <summary>How good the predictions were; empty where no labels came.</summary>
    [Id(14)]
    public required MonitorPerformance[] Performance { get; init; }

    /// <summary>What is in no window.</summary>
    [Id(15)]
    public required MonitorLoss[] Lost { get; init; }

    /// <summary>Until when windows are complete; null: nothing was counted.</summary>
    [Id(16)]
    public DateTimeOffset? Watermark { get; init; }

    /// <summary>What the model is watched by.</summary>
    [Id(17)]
    public required MonitorSummary Definition { get; init; }

    /// <summary>Incidents that were open in this time or are now, newest first.</summary>
    [Id(18)]
    public required MonitorIncident[] Incidents { get; init; }

    /// <summary>Window by window, oldest first.</summary>
    [Id(19)]
    public required MonitorPoint[] Timeline { get; init; }

    /// <summary>What is to be known of these numbers, such as columns that changed their bins.</summary>
    [Id(20)]
    public required string[] Notes { get; init; }

    /// <summary>How good the predictions probably are by the scores alone, with bands of three sampling errors; empty where that cannot be said.</summary>
    [Id(21)]
    public MonitorPerformance[] Estimated { get; init; } = [];

    /// <summary>The versions that answered in this time, earliest first, whatever version the report is of.</summary>
    [Id(22)]
    public MonitorVersionTime[] Versions { get; init; } = [];
}
