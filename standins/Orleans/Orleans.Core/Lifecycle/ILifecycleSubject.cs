namespace Orleans;

/// <summary>A lifecycle that can be run.</summary>
public interface ILifecycleSubject : ILifecycleObservable, ILifecycleObserver
{
}
