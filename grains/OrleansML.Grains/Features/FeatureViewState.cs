using OrleansML.Features;

namespace OrleansML.Grains.Features;

/// <summary>What is stored of one view.</summary>
[GenerateSerializer, Alias("OrleansML.FeatureViewState")]
internal sealed record FeatureViewState
{
    /// <summary>Definitions in the order they were applied; the last one is in use.</summary>
    [Id(0)]
    public FeatureViewSnapshot[] Revisions { get; init; } = [];

    /// <summary>Who has switched features back, the last one last.</summary>
    [Id(1)]
    public string[] EndedHolders { get; init; } = [];
}
