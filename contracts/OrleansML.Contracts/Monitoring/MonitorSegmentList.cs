namespace OrleansML.Monitoring;

/// <summary>The segments in a time.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorSegmentList")]
public sealed record MonitorSegmentList
{
    /// <summary>Name of the model.</summary>
    [Id(0)]
    public required string Model { get; init; }

    /// <summary>The version; 0 where there are no windows.</summary>
    [Id(1)]
    public required int Version { get; init; }

    /// <summary>Start of the time.</summary>
    [Id(2)]
    public required DateTimeOffset From { get; init; }

    /// <summary>End of the time, exclusive.</summary>
    [Id(3)]
    public required DateTimeOffset Until { get; init; }

    /// <summary>What they are compared with, in words.</summary>
    [Id(4)]
    public required string Baseline { get; init; }

    /// <summary>Rows of the whole.</summary>
    [Id(5)]
    public required long Rows { get; init; }

    /// <summary>The segments, worst first: those with open incidents, then by drift.</summary>
    [Id(6)]
    public required MonitorSegmentReport[] Segments { get; init; }
}
