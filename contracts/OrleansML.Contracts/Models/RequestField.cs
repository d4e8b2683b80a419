using OrleansML.Features;

namespace OrleansML.Models;

/// <summary>Data that a request brings along for a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of its values.</param>
[GenerateSerializer, Immutable, Alias("OrleansML.RequestField")]
public sealed record RequestField([property: Id(0)] string Name, [property: Id(1)] FeatureDatumType Type);
