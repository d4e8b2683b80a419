namespace OrleansML.Monitoring;

/// <summary>A window that there is.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorIndexWindow")]
public sealed record MonitorIndexWindow
{
    /// <summary>Its start.</summary>
    [Id(0)]
    public required DateTimeOffset Start { get; init; }

    /// <summary>How long it is.</summary>
    [Id(1)]
    public required TimeSpan Length { get; init; }

    /// <summary>The versions that it has.</summary>
    [Id(2)]
    public required int[] Versions { get; init; }

    /// <summary>How often the monitor heard that it changed, in the run of <see cref="MonitorIndex.Run"/>; 0: not yet.</summary>
    [Id(3)]
    public long Changes { get; init; }
}
