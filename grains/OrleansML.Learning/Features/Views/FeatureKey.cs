namespace OrleansML.Learning.Features;

/// <summary>One part of what identifies an entity.</summary>
/// <param name="Name">Name of the part.</param>
/// <param name="Type">One of string, int and long.</param>
public sealed record FeatureKey(string Name, FeatureType Type);
