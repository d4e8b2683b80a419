namespace OrleansML.Monitoring;

/// <summary>What a silo counted of one segment and window since the last part of it.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorPart")]
public sealed record MonitorPart
{
    /// <summary>The run of the silo that counted; each start is another.</summary>
    [Id(0)]
    public required string Source { get; init; }

    /// <summary>Numbers of one source ascend; parts of a window come in their order, each until it is answered.</summary>
    [Id(1)]
    public required long Number { get; init; }

    /// <summary>A <c>SegmentWindow</c> as bytes.</summary>
    [Id(2)]
    public required byte[] Window { get; init; }

    /// <summary>With the whole: the segments of which the source has counted something in this window.</summary>
    [Id(3)]
    public string[] Segments { get; init; } = [];
}
