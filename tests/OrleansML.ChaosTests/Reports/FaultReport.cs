namespace OrleansML.ChaosTests.Reports;

/// <summary>What a fault did to the load. Times in seconds unless the name says otherwise.</summary>
internal sealed record FaultReport
{
    public required string Test { get; init; }

    public required string Engines { get; init; }

    public required FaultMark[] Faults { get; init; }

    /// <summary>Length of the load.</summary>
    public required double Seconds { get; init; }

    public required int Predictions { get; init; }

    public required int Lost { get; init; }

    public required int Wrong { get; init; }

    /// <summary>Attempts that the balancer repeated because a connection was refused or broke.</summary>
    public required int BalancerRetries { get; init; }

    public required double MedianMilliseconds { get; init; }

    public required double Percentile99Milliseconds { get; init; }

    public required double LongestMilliseconds { get; init; }

    /// <summary>Changes of registries that were acknowledged.</summary>
    public required int WritesAcknowledged { get; init; }

    /// <summary>Changes that were begun and not acknowledged when the run ended.</summary>
    public required int WritesOpen { get; init; }

    /// <summary>Acknowledged changes that are not there, and breaks of the history chain.</summary>
    public required string[] WriteFaults { get; init; }

    /// <summary>Attempts to change that failed and were repeated.</summary>
    public required int WriteRetries { get; init; }

    /// <summary>Longest time from sending a change to its acknowledgement.</summary>
    public required double LongestWrite { get; init; }

    /// <summary>Calls of the probe, which retries nothing; 0 without a probe.</summary>
    public required int ProbeCalls { get; init; }

    public required int ProbeFailures { get; init; }

    /// <summary>From the fault to when the last failed call of the probe was sent; null where none failed after a fault.</summary>
    public required double? LastFailedCallSent { get; init; }

    /// <summary>From the fault to the first right answer to a call of the probe that was sent after it; null where there was none.</summary>
    public required double? FirstAnswer { get; init; }

    /// <summary>Longest call of the probe.</summary>
    public required double LongestProbeCall { get; init; }

    /// <summary>Some of what went wrong, for people.</summary>
    public required string[] Examples { get; init; }
}
