namespace OrleansML.ProcessTests.Scoring;

/// <summary>What is killed.</summary>
internal enum LossKind
{
    /// <summary>The silo that the coordinator is on, with whatever else is there.</summary>
    Coordinator,

    /// <summary>A silo that a worker is on.</summary>
    Worker,

    /// <summary>All silos at the same time.</summary>
    Total,
}
