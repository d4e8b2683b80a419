namespace OrleansML.Monitoring;

/// <summary>One segment in a time.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorSegmentReport")]
public sealed record MonitorSegmentReport
{
    /// <summary>Its name, such as <c>country=DE</c>.</summary>
    [Id(0)]
    public required string Segment { get; init; }

    /// <summary>Rows that were predicted.</summary>
    [Id(1)]
    public required long Rows { get; init; }

    /// <summary>Share of the rows of the whole; null where that has none.</summary>
    [Id(2)]
    public double? Share { get; init; }

    /// <summary>The column that lies farthest from the baseline.</summary>
    [Id(3)]
    public string? Column { get; init; }

    /// <summary>Its population stability index.</summary>
    [Id(4)]
    public double? Psi { get; init; }

    /// <summary>Why no drift can be said; null where it can.</summary>
    [Id(5)]
    public string? Reason { get; init; }

    /// <summary>Share of values that are missing, over all columns.</summary>
    [Id(6)]
    public double? Missing { get; init; }

    /// <summary>How good the predictions were; empty where no labels came.</summary>
    [Id(7)]
    public required MonitorPerformance[] Performance { get; init; }

    /// <summary>Incidents that are open.</summary>
    [Id(8)]
    public required int OpenIncidents { get; init; }
}
