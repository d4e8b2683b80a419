namespace Orleans.Runtime.Scheduling;

/// <summary>A turn that is not a task of its own until it runs: a request, or an action queued by the runtime.</summary>
internal abstract class WorkItem
{
    /// <summary>Runs the turn; the grain context and the task scheduler of the target are current.</summary>
    protected internal abstract void Execute(IGrainContext context);
}
