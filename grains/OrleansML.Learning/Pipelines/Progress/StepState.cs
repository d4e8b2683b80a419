namespace OrleansML.Learning.Pipelines;

/// <summary>How far a step is. The numbers are part of stored pipelines, and never change.</summary>
internal enum StepState
{
    /// <summary>Waits for the steps before it.</summary>
    Pending = 0,

    /// <summary>An attempt goes on.</summary>
    Running = 1,

    /// <summary>An attempt failed; another follows.</summary>
    WaitingToRetry = 2,

    /// <summary>Done.</summary>
    Succeeded = 3,

    /// <summary>Failed for good.</summary>
    Failed = 4,

    /// <summary>Never started, because a step before it did not succeed or the run ended.</summary>
    Skipped = 5,

    /// <summary>Stopped with the run.</summary>
    Cancelled = 6,
}
