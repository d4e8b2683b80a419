namespace Orleans;

/// <summary>Subscriptions to lifecycles by functions instead of observer objects.</summary>
public static class LifecycleExtensions
{
    private static readonly Func<CancellationToken, Task> Nothing = static _ => Task.CompletedTask;

    /// <summary>Subscribes functions for the way up and, if given, the way down.</summary>
    public static IDisposable Subscribe(
        this ILifecycleObservable observable, string observerName, int stage, Func<CancellationToken, Task> onStart, Func<CancellationToken,
        Task>? onStop)
    {
        ArgumentNullException.ThrowIfNull(observable);
        ArgumentNullException.ThrowIfNull(onStart);
        return observable.Subscribe(observerName, stage, new Observer(onStart, onStop ?? Nothing));
    }

    /// <summary>Subscribes a function for the way up.</summary>
    public static IDisposable Subscribe(
        this ILifecycleObservable observable, string observerName, int stage, Func<CancellationToken, Task> onStart)
        => observable.Subscribe(observerName, stage, onStart, null);

    /// <summary>Subscribes an observer under the name of its type.</summary>
    public static IDisposable Subscribe(this ILifecycleObservable observable, int stage, ILifecycleObserver observer)
        => observable.Subscribe(observer.GetType().FullName!, stage, observer);

    /// <summary>Subscribes an observer under the name of the type argument.</summary>
    public static IDisposable Subscribe<TObserver>(this ILifecycleObservable observable, int stage, ILifecycleObserver observer)
        => observable.Subscribe(typeof(TObserver).FullName!, stage, observer);

    /// <summary>Subscribes functions for the way up and down under the name of the type argument.</summary>
    public static IDisposable Subscribe<TObserver>(
        this ILifecycleObservable observable, int stage, Func<CancellationToken, Task> onStart, Func<CancellationToken, Task> onStop)
        => observable.Subscribe(typeof(TObserver).FullName!, stage, onStart, onStop);

    /// <summary>Subscribes a function for the way up under the name of the type argument.</summary>
    public static IDisposable Subscribe<TObserver>(this ILifecycleObservable observable, int stage, Func<CancellationToken, Task> onStart)
        => observable.Subscribe(typeof(TObserver).FullName!, stage, onStart, null);

    private sealed class Observer(Func<CancellationToken, Task> onStart, Func<CancellationToken, Task> onStop) : ILifecycleObserver
    {
        public Task OnStart(CancellationToken cancellationToken) => onStart(cancellationToken);

        public Task OnStop(CancellationToken cancellationToken) => onStop(cancellationToken);
    }
}
