namespace Orleans;

/// <summary>A lifecycle in numbered stages that can be subscribed to.</summary>
public interface ILifecycleObservable
{
    /// <summary>Adds an observer to a stage under a name for logs; disposing the result removes it.</summary>
    IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
}
