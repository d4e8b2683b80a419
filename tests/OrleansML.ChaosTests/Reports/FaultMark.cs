namespace OrleansML.ChaosTests.Reports;

/// <summary>A fault and when it happened, counted from the start of the run.</summary>
internal sealed record FaultMark(string Fault, TimeSpan At);
