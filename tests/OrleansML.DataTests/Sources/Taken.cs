using OrleansML.Learning.Features;

namespace OrleansML.DataTests.Sources;

/// <summary>What a source gave.</summary>
public sealed record Taken(IReadOnlyList<FeatureEvent> Events, IReadOnlyList<string> Refusals);
