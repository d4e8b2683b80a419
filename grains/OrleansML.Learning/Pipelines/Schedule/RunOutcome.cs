namespace OrleansML.Learning.Pipelines;

/// <summary>What became of a run. The numbers are part of stored pipelines, and never change.</summary>
internal enum RunOutcome
{
    /// <summary>It goes on.</summary>
    Running = 0,

    /// <summary>Every step succeeded.</summary>
    Succeeded = 1,

    /// <summary>A step failed, or time ran out.</summary>
    Failed = 2,

    /// <summary>It was stopped.</summary>
    Cancelled = 3,

    /// <summary>It never started.</summary>
    Skipped = 4,
}
