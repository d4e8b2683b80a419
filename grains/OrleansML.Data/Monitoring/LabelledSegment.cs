using OrleansML.Learning.Monitoring;

namespace OrleansML.Data.Monitoring;

/// <summary>What all labels say that count in one segment of one window.</summary>
/// <param name="Version">The version.</param>
/// <param name="Start">Start of the window.</param>
/// <param name="Segment">Name of the segment.</param>
/// <param name="Window">What they say.</param>
internal sealed record LabelledSegment(int Version, DateTimeOffset Start, string Segment, PerformanceWindow Window);
