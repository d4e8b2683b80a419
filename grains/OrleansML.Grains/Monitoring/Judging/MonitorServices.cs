namespace OrleansML.Grains.Monitoring;

/// <summary>What monitors of models work with.</summary>
/// <param name="Judge">Measures windows.</param>
/// <param name="Outbox">Tells and does what follows.</param>
/// <param name="Labels">What labels say; null where nothing reads them.</param>
internal sealed record MonitorServices(MonitorJudge Judge, MonitorOutbox Outbox, IPerformanceSource? Labels);
