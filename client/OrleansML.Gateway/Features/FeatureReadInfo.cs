namespace OrleansML.Gateway.Features;

// For the description of the API only; FeatureReadWriter writes answers without making this.
/// <summary>Features that were read.</summary>
/// <param name="View">The view.</param>
/// <param name="Revision">The revision of its definition.</param>
/// <param name="Vectors">One for each entity, in their order.</param>
public sealed record FeatureReadInfo(string View, int Revision, IReadOnlyList<FeatureVectorInfo> Vectors);
