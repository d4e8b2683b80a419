namespace OrleansML.Inference;

/// <summary>How a loaded model stands.</summary>
/// <param name="Queued">Requests waiting now.</param>
/// <param name="Answered">Requests answered since it was loaded.</param>
/// <param name="Failed">Requests failed or refused since it was loaded.</param>
/// <param name="Batches">Batches computed since it was loaded.</param>
/// <param name="Bytes">Memory accounted for it.</param>
public sealed record HostedModelStatus(int Queued, long Answered, long Failed, long Batches, long Bytes);
