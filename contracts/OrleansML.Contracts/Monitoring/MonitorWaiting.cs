namespace OrleansML.Monitoring;

/// <summary>A version whose requests wait to be counted, because it is not known how.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorWaiting")]
public sealed record MonitorWaiting
{
    /// <summary>The version.</summary>
    [Id(0)]
    public required int Version { get; init; }

    /// <summary>Why it is not known.</summary>
    [Id(1)]
    public required string Reason { get; init; }
}
