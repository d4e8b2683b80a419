using OrleansML.Features;

namespace OrleansML.Models;

/// <summary>Where a column of the preprocessing has its values from.</summary>
/// <param name="Name">Name of the column.</param>
/// <param name="Type">Type of its values.</param>
/// <param name="View">Place of its view among the model's; -1 for request data.</param>
/// <param name="Index">Place of its feature among those of the view, or of the request data.</param>
/// <param name="IsPrivate">Whether its values are tagged as private.</param>
[GenerateSerializer, Immutable, Alias("OrleansML.FeatureColumn")]
public sealed record FeatureColumn(
    [property: Id(0)] string Name,
    [property: Id(1)] FeatureDatumType Type,
    [property: Id(2)] int View,
    [property: Id(3)] int Index,
    [property: Id(4)] bool IsPrivate);
