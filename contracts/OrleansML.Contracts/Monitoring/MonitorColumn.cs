namespace OrleansML.Monitoring;

/// <summary>What one column held. What cannot be said is null.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorColumn")]
public sealed record MonitorColumn
{
    /// <summary>Its name.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary><c>number</c> or <c>category</c>.</summary>
    [Id(1)]
    public required string Kind { get; init; }

    /// <summary>Rows.</summary>
    [Id(2)]
    public required long Rows { get; init; }

    /// <summary>Share of rows without a value.</summary>
    [Id(3)]
    public double? Missing { get; init; }

    /// <summary>Share of rows whose value is of another type.</summary>
    [Id(4)]
    public double? TypeErrors { get; init; }

    /// <summary>Share of values outside of the range of the training data.</summary>
    [Id(5)]
    public double? OutOfRange { get; init; }

    /// <summary>Share of values whose category is not known.</summary>
    [Id(6)]
    public double? Unseen { get; init; }

    /// <summary>Different values; an estimate with a standard error of 3 % beyond some hundred.</summary>
    [Id(7)]
    public long? Distinct { get; init; }

    /// <summary>Mean.</summary>
    [Id(8)]
    public double? Mean { get; init; }

    /// <summary>Standard deviation, with the count as divisor.</summary>
    [Id(9)]
    public double? Deviation { get; init; }

    /// <summary>Smallest value.</summary>
    [Id(10)]
    public double? Minimum { get; init; }

    /// <summary>A quarter of the values is at most that.</summary>
    [Id(11)]
    public double? LowerQuartile { get; init; }

    /// <summary>Half of the values is at most that.</summary>
    [Id(12)]
    public double? Median { get; init; }

    /// <summary>Three quarters of the values are at most that.</summary>
    [Id(13)]
    public double? UpperQuartile { get; init; }

    /// <summary>Greatest value.</summary>
    [Id(14)]
    public double? Maximum { get; init; }

    /// <summary>How far it lies from the baseline; <c>psi</c> first, by our definitions.</summary>
    [Id(15)]
    public required MonitorDrift[] Drift { get; init; }

    /// <summary>Then and now; null where there is nothing to show.</summary>
    [Id(16)]
    public MonitorDistribution? Distribution { get; init; }

    /// <summary>Why something cannot be said; null where all can.</summary>
    [Id(17)]
    public string? Reason { get; init; }
}
