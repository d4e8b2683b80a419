namespace Orleans;

/// <summary>Subscribes itself to a lifecycle when asked.</summary>
public interface ILifecycleParticipant<TLifecycleObservable>
    where TLifecycleObservable : ILifecycleObservable
{
    /// <summary>Subscribes to the stages in which this part takes part.</summary>
    void Participate(TLifecycleObservable lifecycle);
}
