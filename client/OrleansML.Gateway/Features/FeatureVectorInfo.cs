namespace OrleansML.Gateway.Features;

/// <summary>The features of one entity.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Features">By name; none with an error.</param>
/// <param name="Error">Why there are none; left out when there are.</param>
/// <param name="SourceFailures">Sources that gave no answer, one sentence each; left out when all did.</param>
public sealed record FeatureVectorInfo(
    string Entity, IReadOnlyDictionary<string, FeatureReadoutInfo> Features, string? Error = null, IReadOnlyList<string>? SourceFailures = null);
