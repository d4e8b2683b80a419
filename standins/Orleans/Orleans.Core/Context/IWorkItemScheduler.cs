namespace Orleans.Runtime;

/// <summary>Runs work in the turns of an activation, one item at a time.</summary>
public interface IWorkItemScheduler
{
    /// <summary>Runs an action in a turn of its own.</summary>
    void QueueAction(Action action);

    /// <summary>Runs an action on a state in a turn of its own.</summary>
    void QueueAction(Action<object> action, object state) => QueueAction(() => action(state));

    /// <summary>Runs a task, which must not have been started, in a turn of its own.</summary>
    void QueueTask(Task task);
}
