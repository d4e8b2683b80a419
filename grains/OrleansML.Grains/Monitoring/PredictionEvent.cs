using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.Grains.Monitoring;

/// <summary>What became of a request, on its way from the reply to the sinks. It keeps references only: tensors do not change.</summary>
/// <param name="Version">The version that was asked.</param>
/// <param name="Inputs">What it was given; null when the request failed.</param>
/// <param name="Entities">The raw values that the inputs were made of; null when the request brought tensors.</param>
/// <param name="Reply">The answer; null when the request failed.</param>
/// <param name="Bytes">Size of the tensors.</param>
/// <param name="Error">The kind of failure.</param>
internal readonly record struct PredictionEvent(
    MonitoredVersion Version, Tensor[]? Inputs, EntityInputs? Entities, PredictReply? Reply, long Bytes, ErrorCode Error);
