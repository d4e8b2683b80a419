namespace OrleansML.Registry;

/// <summary>Told of every change of what serves. Messages may be lost, doubled or late: compare revisions.</summary>
[Alias("OrleansML.IServingObserver")]
public interface IServingObserver : IGrainObserver
{
    /// <summary>A model has a new revision.</summary>
    [Alias("OnChanged")]
    Task OnChanged(ServingSnapshot snapshot);
}
