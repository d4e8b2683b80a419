namespace OrleansML.Models;

/// <summary>What a model reads of a view.</summary>
/// <param name="View">Name of the view.</param>
/// <param name="Entity">The view's keys in its order, each one of the model's.</param>
/// <param name="Features">Names of features, sorted.</param>
[GenerateSerializer, Immutable, Alias("OrleansML.ViewUse")]
public sealed record ViewUse([property: Id(0)] string View, [property: Id(1)] string[] Entity, [property: Id(2)] string[] Features);
