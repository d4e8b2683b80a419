namespace OrleansML.Monitoring;

/// <summary>What one segment holds of one window.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorWindow")]
public sealed record MonitorWindow
{
    /// <summary>A <c>SegmentWindow</c> as bytes; null: nothing came.</summary>
    [Id(0)]
    public byte[]? Window { get; init; }

    /// <summary>A <c>PerformanceWindow</c> as bytes; null: no label came.</summary>
    [Id(1)]
    public byte[]? Performance { get; init; }

    /// <summary>Of the whole: all segments of which something was counted, in ordinal order.</summary>
    [Id(2)]
    public string[] Segments { get; init; } = [];

    /// <summary>How often it changed.</summary>
    [Id(3)]
    public int Revision { get; init; }
}
