using Orleans.Concurrency;

namespace OrleansML.Features;

/// <summary>
/// Brings the events of one source into its view: changes of a database, polled by watermark, or the records of files. Key: view and source,
/// joined by <c>/</c>. Durable: after the loss of its silo it goes on elsewhere, behind the last event that is known to have been taken in, so
/// an event may come twice; one with an id counts once.
/// </summary>
[Alias("OrleansML.IFeatureFeedGrain")]
public interface IFeatureFeedGrain : IGrainWithStringKey
{
    /// <summary>Starts it, or lets it go on. Idempotent while it runs.</summary>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.InvalidRequest"/>: the source is of another kind, or the speed is out of range. <see cref="ErrorCode.FeatureViewNotFound"/>.
    /// </exception>
    [Alias("Start"), AlwaysInterleave]
    Task<FeatureFeedStatus> Start(FeatureFeedRequest request);

    /// <summary>Stops it; it keeps its place. Idempotent.</summary>
    [Alias("Stop"), AlwaysInterleave]
    Task<FeatureFeedStatus> Stop();

    /// <summary>How it stands.</summary>
    [Alias("GetStatus"), AlwaysInterleave]
    Task<FeatureFeedStatus> GetStatus();

    /// <summary>Sees to it that a feed which should run does, and that changes of a database are polled from the first day on.</summary>
    [Alias("Ensure"), AlwaysInterleave]
    Task Ensure();
}
