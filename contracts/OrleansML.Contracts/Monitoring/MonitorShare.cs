namespace OrleansML.Monitoring;

/// <summary>A column or segment with its share in a change.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorShare")]
public sealed record MonitorShare
{
    /// <summary>Its name.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>Its number.</summary>
    [Id(1)]
    public required double Value { get; init; }

    /// <summary>Its rows.</summary>
    [Id(2)]
    public required long Rows { get; init; }

    /// <summary>Its share, 0 to 1.</summary>
    [Id(3)]
    public required double Share { get; init; }
}
