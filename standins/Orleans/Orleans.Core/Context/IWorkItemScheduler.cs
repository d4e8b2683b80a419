namespace Orleans.Runtime;

/// <summary>Runs work in the turns of an activation, one item at a time.</summary>
public interface IWorkItemScheduler
{
    void QueueAction(Action action);

    void QueueAction(Action<object> action, object state) => QueueAction(() => action(state));

    void QueueTask(Task task);
}
