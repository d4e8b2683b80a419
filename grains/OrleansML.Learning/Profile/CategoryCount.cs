namespace OrleansML.Learning.Profile;

/// <summary>How often a category occurs.</summary>
/// <param name="Value">The category.</param>
/// <param name="Count">Its rows.</param>
public sealed record CategoryCount(string Value, long Count);
