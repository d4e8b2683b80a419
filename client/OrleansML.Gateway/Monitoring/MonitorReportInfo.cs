using OrleansML.Monitoring;

namespace OrleansML.Gateway.Monitoring;

/// <summary>What a segment was given and said in a time, against a baseline.</summary>
public sealed record MonitorReportInfo
{
    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>The version; 0 where there are no windows.</summary>
    public required int Version { get; init; }

    /// <summary>The segment; <c>all</c> for the whole.</summary>
    public required string Segment { get; init; }

    /// <summary>Start of the time.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>End of the time, exclusive.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>What it is compared with, in words.</summary>
    public required string Baseline { get; init; }

    /// <summary>Rows that were predicted.</summary>
    public required long Rows { get; init; }

    /// <summary>Requests that were answered.</summary>
    public required long Answered { get; init; }

    /// <summary>Requests that failed; known of the whole only.</summary>
    public required long Failed { get; init; }

    /// <summary>Half of the answers took at most so long.</summary>
    public double? P50Milliseconds { get; init; }

    /// <summary>90 % of the answers took at most so long.</summary>
    public double? P90Milliseconds { get; init; }

    /// <summary>99 % of the answers took at most so long.</summary>
    public double? P99Milliseconds { get; init; }

    /// <summary>What the model was given, largest drift first.</summary>
    public required MonitorColumn[] Columns { get; init; }

    /// <summary>What the model said.</summary>
    public required MonitorColumn[] Outputs { get; init; }

    /// <summary>How good the predictions were; empty where no labels came.</summary>
    public required MonitorPerformance[] Performance { get; init; }

    /// <summary>How good the predictions probably are by the scores alone, with bands of three sampling errors; empty where that cannot be said.</summary>
    public MonitorPerformance[] Estimated { get; init; } = [];

    /// <summary>The versions that answered in this time, earliest first, whatever version the report is of.</summary>
    public MonitorVersionTime[] Versions { get; init; } = [];

    /// <summary>What is in no window.</summary>
    public required MonitorLoss[] Lost { get; init; }

    /// <summary>Until when windows are complete.</summary>
    public DateTimeOffset? Watermark { get; init; }

    /// <summary>What the model is watched by.</summary>
    public required MonitorSummary Definition { get; init; }

    /// <summary>Incidents that were open in this time or are now, newest first.</summary>
    public required MonitorIncidentInfo[] Incidents { get; init; }

    /// <summary>Window by window, oldest first.</summary>
    public required MonitorPoint[] Timeline { get; init; }

    /// <summary>What is to be known of these numbers.</summary>
    public required string[] Notes { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static MonitorReportInfo Of(MonitorReport report) => new()
    {
        Model = report.Model,
        Version = report.Version,
        Segment = report.Segment,
        From = report.From,
        Until = report.Until,
        Baseline = report.Baseline,
        Rows = report.Rows,
        Answered = report.Answered,
        Failed = report.Failed,
        P50Milliseconds = report.P50Milliseconds,
        P90Milliseconds = report.P90Milliseconds,
        P99Milliseconds = report.P99Milliseconds,
        Columns = report.Columns,
        Outputs = report.Outputs,
        Performance = report.Performance,
        Estimated = report.Estimated,
        Versions = report.Versions,
        Lost = report.Lost,
        Watermark = report.Watermark,
        Definition = report.Definition,
        Incidents = Array.ConvertAll(report.Incidents, MonitorIncidentInfo.From),
        Timeline = report.Timeline,
        Notes = report.Notes,
    };
}
