namespace Orleans.Runtime;

/// <summary>The lifecycle of a silo, as the one who runs it sees it.</summary>
public interface ISiloLifecycleSubject : ISiloLifecycle, ILifecycleObserver
{
}
