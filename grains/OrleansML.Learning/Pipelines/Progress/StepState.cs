namespace OrleansML.Learning.Pipelines;

/// <summary>How far a step is.</summary>
internal enum StepState
{
    /// <summary>Waits for the steps before it.</summary>
    Pending,

    /// <summary>An attempt goes on.</summary>
    Running,

    /// <summary>An attempt failed; another follows.</summary>
    WaitingToRetry,

    /// <summary>Done.</summary>
    Succeeded,

    /// <summary>Failed for good.</summary>
    Failed,

    /// <summary>Never started, because a step before it did not succeed or the run ended.</summary>
    Skipped,

    /// <summary>Stopped with the run.</summary>
    Cancelled,
}
