namespace OrleansML.Monitoring;

/// <summary>When a version of a model answered.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorVersionTime")]
public sealed record MonitorVersionTime
{
    /// <summary>The version.</summary>
    [Id(0)]
    public required int Version { get; init; }

    /// <summary>Start of its first window.</summary>
    [Id(1)]
    public required DateTimeOffset From { get; init; }

    /// <summary>End of its last window, exclusive.</summary>
    [Id(2)]
    public required DateTimeOffset Until { get; init; }
}
