using OrleansML.Data.Monitoring;
using OrleansML.Inference;
using OrleansML.Models;

namespace OrleansML.Grains.Monitoring;

/// <summary>One version of a model as this silo watches it: offers what becomes of its requests. Safe for concurrent use.</summary>
internal sealed class MonitoredVersion(MonitorEvents events, EventCounter counter, ModelDescription description) : IPredictionObserver
{
    public EventCounter Counter { get; } = counter;

    /// <summary>Whether input tensors may be logged. They may hold what was made of private features, and do not say so.</summary>
    public bool TensorsArePublic { get; } = description.Features is not { } features || !features.Columns.Any(static column => column.IsPrivate);

    /// <summary>How its events become rows. Belongs to the consumer.</summary>
    public EventLayouts Layouts { get; } = new();

    public void Answered(PredictRequest request, PredictReply reply) => Answered(request, reply, null);

    /// <summary>A request was answered.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="reply">What was answered.</param>
    /// <param name="entities">The raw values that the inputs were made of; null when the request brought tensors.</param>
    public void Answered(PredictRequest request, PredictReply reply, EntityInputs? entities)
    {
        var bytes = 0L;
        foreach (var input in request.Inputs)
            bytes += input.Data.Length;
        foreach (var output in reply.Outputs)
            bytes += output.Data.Length;
        events.Offer(new PredictionEvent(this, request.Inputs, entities, reply, bytes, default));
    }

    public void Failed(ErrorCode code) => events.Offer(new PredictionEvent(this, null, null, null, 0, code));
}
