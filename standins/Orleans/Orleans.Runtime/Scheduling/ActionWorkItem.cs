namespace Orleans.Runtime.Scheduling;

/// <summary>A turn that runs an action.</summary>
internal sealed class ActionWorkItem(Action action) : WorkItem
{
    /// <inheritdoc/>
    protected internal override void Execute(IGrainContext context) => action();
}
