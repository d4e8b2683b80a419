namespace Orleans.Runtime;

/// <summary>Runs work in the turns of an activation, one item at a time.</summary>
public interface IWorkItemScheduler
{
    void QueueAction(Action action);

    void QueueTask(Task task);
}
