namespace OrleansML.Learning.Pipelines;

/// <summary>What a step does.</summary>
public abstract record StepWork
{
    /// <summary>Which kind of step this is.</summary>
    public abstract StepKind Kind { get; }
}
