using OrleansML.Learning.Features;

namespace OrleansML.Data.Monitoring;

/// <summary>A column of predictions.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of its values.</param>
/// <param name="Privacy">How its values must be protected.</param>
/// <param name="IsOutput">Whether the model gave it; else it is what the model was given.</param>
internal sealed record LoggedColumn(string Name, FeatureType Type, FeaturePrivacy Privacy = FeaturePrivacy.None, bool IsOutput = false);
