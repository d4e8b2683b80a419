namespace OrleansML.Learning.Features;

/// <summary>Which features of a view a deployed model reads.</summary>
/// <param name="Model">Name and version of the model, as people know it.</param>
/// <param name="Features">Names of fields, windows and derived features.</param>
public sealed record ModelFeatureUse(string Model, IReadOnlyCollection<string> Features);
