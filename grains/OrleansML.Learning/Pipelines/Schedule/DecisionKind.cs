namespace OrleansML.Learning.Pipelines;

/// <summary>What is decided about runs.</summary>
internal enum DecisionKind
{
    /// <summary>The run starts now.</summary>
    Start,

    /// <summary>The run never starts.</summary>
    Skip,

    /// <summary>The run starts when the open one has ended.</summary>
    Buffer,

    /// <summary>The open run is to be stopped.</summary>
    Cancel,

    /// <summary>Runs that came due while nothing was looking, and are not made up.</summary>
    Miss,

    /// <summary>The backfill starts nothing more.</summary>
    End,

    /// <summary>Nothing yet.</summary>
    Wait,

    /// <summary>A request or fact that changes nothing.</summary>
    Refuse,
}
