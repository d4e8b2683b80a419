using OrleansML.Features;

namespace OrleansML.Models;

/// <summary>One row to predict by entity.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.EntityRow")]
public sealed record EntityRow
{
    /// <summary>A value for each key of the model by its name; the name may be empty where the model has one key.</summary>
    [Id(0)]
    public NamedDatum[] Entity { get; init; } = [];

    /// <summary>Request data, and values that override features, by name: <c>amount</c> or <c>view.feature</c>.</summary>
    [Id(1)]
    public NamedDatum[] Fields { get; init; } = [];
}
