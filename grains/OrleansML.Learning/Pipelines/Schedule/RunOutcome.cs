namespace OrleansML.Learning.Pipelines;

/// <summary>What became of a run.</summary>
internal enum RunOutcome
{
    /// <summary>It goes on.</summary>
    Running,

    /// <summary>Every step succeeded.</summary>
    Succeeded,

    /// <summary>A step failed, or time ran out.</summary>
    Failed,

    /// <summary>It was stopped.</summary>
    Cancelled,

    /// <summary>It never started.</summary>
    Skipped,
}
