namespace OrleansML.Grains.Monitoring;

/// <summary>A number of a window.</summary>
/// <param name="Start">Start of the window.</param>
/// <param name="Value">The number.</param>
internal readonly record struct ReferenceNumber(DateTimeOffset Start, double Value);
