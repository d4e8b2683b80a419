namespace OrleansML.Learning.Features;

/// <summary>A named place in a vector of values.</summary>
/// <param name="Name">Name of the feature or of request data.</param>
/// <param name="Type">Type of its values.</param>
/// <param name="Privacy">How its values must be protected.</param>
public sealed record FeatureSlot(string Name, FeatureType Type, FeaturePrivacy Privacy);
