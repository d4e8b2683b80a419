namespace Orleans;

/// <summary>Takes part in one stage of a lifecycle.</summary>
public interface ILifecycleObserver
{
    /// <summary>Called on the way up; a failure stops the start.</summary>
    Task OnStart(CancellationToken cancellationToken = default);

    /// <summary>Called on the way down, which passes the stages in falling order.</summary>
    Task OnStop(CancellationToken cancellationToken = default);
}
