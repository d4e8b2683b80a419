using OrleansML.Learning.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>What all labels say that count in one segment of one window.</summary>
/// <param name="Version">The version.</param>
/// <param name="Start">Start of the window.</param>
/// <param name="Segment">The segment, see <see cref="MonitorSegments"/>.</param>
/// <param name="Window">What they say; takes the place of what was said before.</param>
internal sealed record LabelledWindow(int Version, DateTimeOffset Start, string Segment, PerformanceWindow Window);
