using OrleansML.Learning.Features;

namespace OrleansML.Data.History;

/// <summary>A value that was served otherwise than history gives it.</summary>
/// <param name="Entity">The entity; where the view has personal values its keyed hash, or <c>masked</c> without a key.</param>
/// <param name="ServedAt">When it was served.</param>
/// <param name="Served">The served value, empty when there was none; <c>masked</c> for personal ones.</param>
/// <param name="History">The value that history gives, in the same form.</param>
public readonly record struct SkewExample(string Entity, FeatureTime ServedAt, string Served, string History);
