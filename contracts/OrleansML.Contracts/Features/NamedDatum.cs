namespace OrleansML.Features;

/// <summary>A value with its name.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.NamedDatum")]
public readonly record struct NamedDatum([property: Id(0)] string Name, [property: Id(1)] FeatureDatum Value);
