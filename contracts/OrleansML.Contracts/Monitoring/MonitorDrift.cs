namespace OrleansML.Monitoring;

/// <summary>How far a column lies from its baseline by one metric.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorDrift")]
public sealed record MonitorDrift
{
    /// <summary>The metric, such as <c>psi</c>.</summary>
    [Id(0)]
    public required string Metric { get; init; }

    /// <summary>The distance; null where it cannot be said.</summary>
    [Id(1)]
    public double? Value { get; init; }

    /// <summary>What it is off by at most, because it comes from sketches.</summary>
    [Id(2)]
    public double ErrorBound { get; init; }

    /// <summary>Chance of such a distance without drift; null where that cannot be said.</summary>
    [Id(3)]
    public double? PValue { get; init; }

    /// <summary>Whether it is drift; null where that cannot be said.</summary>
    [Id(4)]
    public bool? IsDrift { get; init; }

    /// <summary>Why something cannot be said.</summary>
    [Id(5)]
    public string? Reason { get; init; }
}
