using Orleans.Concurrency;

namespace OrleansML.Features;

/// <summary>
/// The live features of one entity of one view. Key: view and entity, joined by <c>/</c>. What survives the loss of its silo is the view's
/// durability policy.
/// </summary>
[Alias("OrleansML.IFeatureGrain")]
public interface IFeatureGrain : IGrainWithStringKey
{
    /// <summary>
    /// Reads features. Values that are no longer fresh are fetched first where a source can be asked: each source once, however many readers
    /// wait, all at the same time, within the selection's timeout. What is not there by then is answered by its age.
    /// </summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.FeatureViewNotFound"/>; <see cref="ErrorCode.InvalidRequest"/>: an unknown feature.</exception>
    [Alias("Read"), AlwaysInterleave]
    ValueTask<FeatureVector> Read(FeatureSelection selection, NamedDatum[] request);

    /// <summary>
    /// Takes events in, in order, and answers when they are as durable as the view promises. Idempotent for events that have an id, and for the
    /// last known values always.
    /// </summary>
    /// <param name="revision">Revision of the view that the events were read with.</param>
    /// <param name="events">The events.</param>
    [Alias("Ingest"), AlwaysInterleave]
    ValueTask<FeatureEventOutcome[]> Ingest(int revision, FeatureEventData[] events);

    /// <summary>Writes what is not written yet.</summary>
    [Alias("Flush"), AlwaysInterleave]
    Task Flush();
}
