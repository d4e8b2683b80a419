using OrleansML.Models;

namespace OrleansML.Inference;

/// <summary>A model in memory, ready to answer.</summary>
internal sealed class LoadedModel : IDisposable
{
    private readonly IModelSession _session;
    private readonly RequestCheck _check;
    private readonly DevicePool _devices;
    private readonly TimeProvider _time;
    private readonly TimeSpan _defaultTimeout;

    public LoadedModel(
        ModelSource source, IModelSession session, InferenceOptions options, DevicePool devices, TimeProvider time, VersionMetrics metrics)
    {
        Source = source;
        Metrics = metrics;
        _session = session;
        _devices = devices;
        _time = time;
        _defaultTimeout = options.DefaultTimeout;
        _check = new RequestCheck(source.Id, source.Description.Inputs, session.Outputs, source.Description.MaximumBatchRows > 1);
        Queue = new ModelQueue(source.Id, session, source.Description, options.QueueCapacity, devices, time, metrics);
        devices.Add(Queue);
        Touch();
    }

    public ModelSource Source { get; }

    public ModelQueue Queue { get; }

    public VersionMetrics Metrics { get; }

    public long Bytes => Source.Description.EstimatedBytes;

    /// <summary>Timestamp of the last request.</summary>
    public long LastUsed { get; private set; }

    /// <summary>Checks a request and puts it in the queue.</summary>
    /// <returns>The reply to come; null when the model was unloaded meanwhile.</returns>
    public Task<PredictReply>? TryPredict(PredictRequest request, CancellationToken cancellationToken)
    {
        Touch();
        CheckedRequest checkedRequest;
        try
        {
            checkedRequest = _check.Check(request);
        }
        catch (OrleansMLException)
        {
            Queue.CountRefused();
            throw;
        }

        var pending = new PendingPrediction(checkedRequest, request.Outputs, _time.GetTimestamp(), request.Timeout ?? _defaultTimeout);
        pending.CancelWith(cancellationToken);
        return Queue.TryAdd(pending) ? pending.Task : null;
    }

    public void Dispose()
    {
        _devices.Remove(Queue);
        _session.Dispose();
    }

    private void Touch() => LastUsed = _time.GetTimestamp();
}
