namespace OrleansML.ProcessTests.Pipelines;

/// <summary>What is killed.</summary>
internal enum PipelineLoss
{
    /// <summary>The silo that has one of the pipelines.</summary>
    Holder,

    /// <summary>Any silo.</summary>
    Any,

    /// <summary>All silos; minutes pass until they are back.</summary>
    Outage,
}
