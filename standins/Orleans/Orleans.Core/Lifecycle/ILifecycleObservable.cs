namespace Orleans;

/// <summary>A lifecycle in numbered stages that can be subscribed to.</summary>
public interface ILifecycleObservable
{
    IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
}
