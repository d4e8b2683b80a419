using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>A window with its place.</summary>
internal sealed record QueryWindow(MonitorKey Key, MonitorWindow Window);
