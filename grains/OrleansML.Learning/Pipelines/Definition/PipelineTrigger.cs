namespace OrleansML.Learning.Pipelines;

/// <summary>Something that starts runs of a pipeline.</summary>
/// <param name="Name">Its name in the definition, the first part of the keys of its runs.</param>
public abstract record PipelineTrigger(string Name)
{
    /// <summary>What makes it this trigger and no other: when that changes, it starts afresh and replays nothing.</summary>
    internal abstract string Identity { get; }
}
