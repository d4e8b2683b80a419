namespace OrleansML.Monitoring;

/// <summary>A window of a version.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorWindowId")]
public sealed record MonitorWindowId
{
    /// <summary>The version.</summary>
    [Id(0)]
    public required int Version { get; init; }

    /// <summary>Its start.</summary>
    [Id(1)]
    public required DateTimeOffset Start { get; init; }

    /// <summary>How long it is.</summary>
    [Id(2)]
    public required TimeSpan Length { get; init; }
}
