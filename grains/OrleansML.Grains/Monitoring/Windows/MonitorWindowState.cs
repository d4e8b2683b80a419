namespace OrleansML.Grains.Monitoring;

/// <summary>What is stored of one segment and window.</summary>
[GenerateSerializer, Alias("OrleansML.MonitorWindowState")]
internal sealed record MonitorWindowState
{
    [Id(0)]
    public byte[]? Window { get; init; }

    [Id(1)]
    public byte[]? Performance { get; init; }

    /// <summary>In ordinal order.</summary>
    [Id(2)]
    public string[] Segments { get; init; } = [];

    [Id(3)]
    public int Revision { get; init; }

    /// <summary>The last part of each source.</summary>
    [Id(4)]
    public Dictionary<string, long> Numbers { get; init; } = [];
}
