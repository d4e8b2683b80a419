namespace OrleansML.ChaosTests.Load;

/// <summary>One call without retries. Times count from the start of the run; a null fault is a right answer.</summary>
internal sealed record ProbeRecord(TimeSpan Sent, TimeSpan Ended, string? Fault);
