using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>A window of a segment as it was when the index was read.</summary>
/// <param name="Key">The window.</param>
/// <param name="Changes">See <see cref="MonitorIndexWindow.Changes"/>.</param>
internal sealed record StampedWindow(MonitorKey Key, long Changes);
