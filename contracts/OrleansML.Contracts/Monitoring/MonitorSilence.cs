namespace OrleansML.Monitoring;

/// <summary>What nobody is told of, and nothing is done about, for a time.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorSilence")]
public sealed record MonitorSilence
{
    /// <summary>The rule; null: all.</summary>
    [Id(0)]
    public string? Rule { get; init; }

    /// <summary>The segment, or columns for all of their values; null: all.</summary>
    [Id(1)]
    public string? Segment { get; init; }

    /// <summary>When it ends.</summary>
    [Id(2)]
    public required DateTimeOffset Until { get; init; }

    /// <summary>Why, and by whom; 1 to 1,000 characters.</summary>
    [Id(3)]
    public required string Reason { get; init; }
}
