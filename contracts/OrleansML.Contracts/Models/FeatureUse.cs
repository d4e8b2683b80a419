using OrleansML.Features;

namespace OrleansML.Models;

/// <summary>What a feature was like in each row of a prediction; its values are not told.</summary>
/// <param name="Name">Name of the feature, <c>view.feature</c>.</param>
/// <param name="Ages">Its age status in each row.</param>
/// <param name="EventTimes">When each row's value became true, in microseconds since 1970-01-01T00:00:00Z; null where that is not known.</param>
[GenerateSerializer, Immutable, Alias("OrleansML.FeatureUse")]
public sealed record FeatureUse([property: Id(0)] string Name, [property: Id(1)] FeatureAge[] Ages, [property: Id(2)] long?[] EventTimes);
