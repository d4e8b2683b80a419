namespace OrleansML.Learning.Pipelines;

/// <summary>What happens to a run.</summary>
public enum PipelineEvent
{
    /// <summary>It starts.</summary>
    Start,

    /// <summary>Every step succeeded.</summary>
    Success,

    /// <summary>It failed, or ran out of time.</summary>
    Failure,
}
