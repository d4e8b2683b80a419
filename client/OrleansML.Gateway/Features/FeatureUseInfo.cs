namespace OrleansML.Gateway.Features;

/// <summary>One feature as a prediction used it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">Of each entity: <c>fresh</c>, <c>stale</c>, <c>expired</c>, <c>default</c>, <c>missing</c> or <c>request</c>.</param>
/// <param name="EventTime">Of each entity, when the value became true; null when none is known.</param>
public sealed record FeatureUseInfo(string Name, IReadOnlyList<string> Status, IReadOnlyList<DateTimeOffset?> EventTime);
