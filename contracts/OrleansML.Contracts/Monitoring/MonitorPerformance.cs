namespace OrleansML.Monitoring;

/// <summary>How good predictions were by one metric.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorPerformance")]
public sealed record MonitorPerformance
{
    /// <summary>The metric.</summary>
    [Id(0)]
    public required string Metric { get; init; }

    /// <summary>Its value; null where it cannot be said.</summary>
    [Id(1)]
    public double? Value { get; init; }

    /// <summary>Lower end of the interval of 95 %.</summary>
    [Id(2)]
    public double? Lower { get; init; }

    /// <summary>Upper end of the interval.</summary>
    [Id(3)]
    public double? Upper { get; init; }

    /// <summary>Predictions that it rests on.</summary>
    [Id(4)]
    public required long Count { get; init; }

    /// <summary>Why it cannot be said.</summary>
    [Id(5)]
    public string? Reason { get; init; }
}
