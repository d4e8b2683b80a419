namespace OrleansML.Gateway.Features;

/// <summary>All feature views by name.</summary>
public sealed record FeatureViewList
{
    /// <summary>The views.</summary>
    public required IReadOnlyList<FeatureViewInfo> Views { get; init; }
}
