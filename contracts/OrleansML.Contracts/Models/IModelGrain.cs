using Orleans.Concurrency;

namespace OrleansML.Models;

/// <summary>
/// One replica of one version of a model, on a silo of the model's pool. Key: <see cref="ModelKey"/>. It holds nothing heavy: the loaded
/// model belongs to the silo and survives the grain.
/// </summary>
[Alias("OrleansML.IModelGrain")]
public interface IModelGrain : IGrainWithStringKey
{
    /// <summary>
    /// Answers one request, in one batch with others that wait. The first request after a start waits until the model is loaded.
    /// Idempotent. Cancelled requests leave the queue; one already on the device is computed and dropped.
    /// </summary>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.InvalidRequest"/>: the tensors do not fit the model. <see cref="ErrorCode.QueueFull"/>,
    /// <see cref="ErrorCode.DeadlineExceeded"/>, <see cref="ErrorCode.OverMemoryBudget"/>, <see cref="ErrorCode.VersionNotFound"/>.
    /// </exception>
    [Alias("Predict"), AlwaysInterleave]
    ValueTask<PredictReply> Predict(PredictRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Answers one request that names entities: reads their features, all views at the same time, preprocesses them and predicts. Idempotent.
    /// </summary>
    /// <exception cref="OrleansMLException">
    /// As <see cref="Predict"/>; <see cref="ErrorCode.Unsupported"/>: the model's manifest names no features. <see cref="ErrorCode.FeatureUnavailable"/>:
    /// a view's policy asks for an error, or a value is refused. <see cref="ErrorCode.FeatureViewNotFound"/>.
    /// </exception>
    [Alias("PredictEntities"), AlwaysInterleave]
    Task<EntityPredictReply> PredictEntities(EntityPredictRequest request, CancellationToken cancellationToken = default);

    /// <summary>Loads the model when it is not loaded, and says how the replica stands. Completes when the model is ready.</summary>
    [Alias("Warm"), AlwaysInterleave]
    Task<ModelReplicaStatus> Warm(CancellationToken cancellationToken = default);

    /// <summary>Says how the replica stands, without loading anything.</summary>
    [Alias("GetStatus"), AlwaysInterleave]
    Task<ModelReplicaStatus> GetStatus();
}
