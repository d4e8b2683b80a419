namespace OrleansML.Learning.Monitoring;

/// <summary>How long windows are kept.</summary>
/// <param name="Hours">As they are; after that they become days.</param>
/// <param name="Days">As days; after that they are forgotten.</param>
public sealed record MonitorRetention(TimeSpan Hours, TimeSpan Days);
