namespace OrleansML.Learning.Monitoring;

/// <summary>What a rule says of a segment in one window.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Segment">The segment.</param>
/// <param name="IsBad">Whether it is bad; null where that cannot be said.</param>
/// <param name="Severity">How bad it is, or would be.</param>
/// <param name="Evidence">What the verdict rests on; null where it cannot be said.</param>
/// <param name="Reason">Why it cannot be said; null where it can.</param>
internal sealed record RuleVerdict(MonitorRule Rule, string Segment, bool? IsBad, AlarmSeverity Severity, AlarmEvidence? Evidence, string? Reason);
