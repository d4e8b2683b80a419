namespace OrleansML.Pipelines;

/// <summary>Where a run stands. The numbers are part of the wire format and never change.</summary>
public enum PipelineRunState
{
    /// <summary>It starts when another has ended.</summary>
    Waiting = 0,

    /// <summary>It goes on.</summary>
    Running = 1,

    /// <summary>Every step succeeded.</summary>
    Succeeded = 2,

    /// <summary>A step failed, or time ran out. It can be resumed.</summary>
    Failed = 3,

    /// <summary>It was stopped. It can be resumed.</summary>
    Cancelled = 4,

    /// <summary>It never started.</summary>
    Skipped = 5,
}
