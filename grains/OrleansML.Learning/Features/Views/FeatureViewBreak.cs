namespace OrleansML.Learning.Features;

/// <summary>What a changed view would break.</summary>
/// <param name="Model">The model.</param>
/// <param name="Reasons">Why, one sentence each without a full stop; at least one.</param>
public sealed record FeatureViewBreak(string Model, IReadOnlyList<string> Reasons);
