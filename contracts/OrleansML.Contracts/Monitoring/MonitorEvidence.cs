namespace OrleansML.Monitoring;

/// <summary>What an incident rests on.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorEvidence")]
public sealed record MonitorEvidence
{
    /// <summary>What was measured.</summary>
    [Id(0)]
    public required string Metric { get; init; }

    /// <summary>The number; of several columns that of the first.</summary>
    [Id(1)]
    public required double Value { get; init; }

    /// <summary>What it was compared with.</summary>
    [Id(2)]
    public double? Limit { get; init; }

    /// <summary>Its p-value, corrected for many.</summary>
    [Id(3)]
    public double? PValue { get; init; }

    /// <summary>The number of the baseline.</summary>
    [Id(4)]
    public double? Baseline { get; init; }

    /// <summary>Rows that it rests on.</summary>
    [Id(5)]
    public required long Rows { get; init; }

    /// <summary>Start of the window.</summary>
    [Id(6)]
    public required DateTimeOffset From { get; init; }

    /// <summary>End of the window, exclusive.</summary>
    [Id(7)]
    public required DateTimeOffset Until { get; init; }

    /// <summary>The columns that changed most.</summary>
    [Id(8)]
    public required MonitorShare[] Columns { get; init; }

    /// <summary>Of the whole: the segments that explain most.</summary>
    [Id(9)]
    public required MonitorShare[] Segments { get; init; }
}
