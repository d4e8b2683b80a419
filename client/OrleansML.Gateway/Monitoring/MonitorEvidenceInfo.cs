using OrleansML.Gateway.Api;
using OrleansML.Monitoring;

namespace OrleansML.Gateway.Monitoring;

/// <summary>What an incident rests on.</summary>
public sealed record MonitorEvidenceInfo
{
    /// <summary>What was measured.</summary>
    public required string Metric { get; init; }

    /// <summary>The number; of several columns that of the first. Left out where it is not finite.</summary>
    public double? Value { get; init; }

    /// <summary>Why there is no number.</summary>
    public string? Reason { get; init; }

    /// <summary>What it was compared with.</summary>
    public double? Limit { get; init; }

    /// <summary>Its p-value, corrected for many.</summary>
    public double? PValue { get; init; }

    /// <summary>The number of the baseline.</summary>
    public double? Baseline { get; init; }

    /// <summary>Rows that it rests on.</summary>
    public required long Rows { get; init; }

    /// <summary>Start of the window.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>End of the window, exclusive.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The columns that changed most.</summary>
    public required MonitorShareInfo[] Columns { get; init; }

    /// <summary>Of the whole: the segments that explain most.</summary>
    public required MonitorShareInfo[] Segments { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static MonitorEvidenceInfo Of(MonitorEvidence evidence) => new()
    {
        Metric = evidence.Metric,
        Value = FiniteNumber.Of(evidence.Value),
        Reason = double.IsFinite(evidence.Value) ? null : "The number is not finite.",
        Limit = FiniteNumber.Of(evidence.Limit),
        PValue = FiniteNumber.Of(evidence.PValue),
        Baseline = FiniteNumber.Of(evidence.Baseline),
        Rows = evidence.Rows,
        From = evidence.From,
        Until = evidence.Until,
        Columns = Array.ConvertAll(evidence.Columns, MonitorShareInfo.From),
        Segments = Array.ConvertAll(evidence.Segments, MonitorShareInfo.From),
    };
}
