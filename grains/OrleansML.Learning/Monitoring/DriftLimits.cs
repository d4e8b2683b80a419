namespace OrleansML.Learning.Monitoring;

/// <summary>From where on a difference counts as drift; what is null is what the profile has.</summary>
public sealed record DriftLimits
{
    /// <summary>The profile's limits.</summary>
    public static DriftLimits Default { get; } = new();

    /// <summary>Limit of the distance, such as the upper end of <see cref="SpreadThreshold"/>.</summary>
    public double? Distance { get; init; }

    /// <summary>Limit of the p-value, above 0 and below 1.</summary>
    public double? Significance { get; init; }

    /// <summary>Values that each side needs; by default 30 in our profile and 1 in the others.</summary>
    public long? SmallestCount { get; init; }
}
