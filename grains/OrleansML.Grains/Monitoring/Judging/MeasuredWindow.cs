using OrleansML.Learning.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>What was measured in a window.</summary>
/// <param name="Start">Start of the window.</param>
/// <param name="Version">The version that it is of.</param>
/// <param name="Measurements">What was measured.</param>
internal sealed record MeasuredWindow(DateTimeOffset Start, int Version, IReadOnlyList<RuleMeasurement> Measurements);
