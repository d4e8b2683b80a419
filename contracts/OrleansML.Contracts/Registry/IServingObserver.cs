using Orleans.Concurrency;

namespace OrleansML.Registry;

/// <summary>Told of every change of what serves. Messages may be lost, doubled or late: compare revisions.</summary>
[Alias("OrleansML.IServingObserver")]
public interface IServingObserver : IGrainObserver
{
    /// <summary>A model has a new revision. Nobody waits for it: a change must not take longer because a follower died.</summary>
    [Alias("OnChanged"), OneWay]
    Task OnChanged(ServingSnapshot snapshot);
}
