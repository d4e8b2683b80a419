using OrleansML.Tensors;

namespace OrleansML.Gateway.Protocol;

/// <summary>An infer request that keeps the protocol; whether it fits the model is for the cluster to say.</summary>
internal sealed record InferRequest
{
    /// <summary>The client's id, to be echoed.</summary>
    public string? Id { get; init; }

    public required Tensor[] Inputs { get; init; }

    /// <summary>The wanted outputs; null for all.</summary>
    public RequestedOutput[]? Outputs { get; init; }

    /// <summary>Whether outputs that do not say otherwise are wanted as binary data.</summary>
    public bool BinaryOutput { get; init; }

    public TimeSpan? Timeout { get; init; }

    public bool IsBinary(string output)
    {
        foreach (var requested in Outputs ?? [])
        {
            if (requested.Name == output)
                return requested.Binary ?? BinaryOutput;
        }

        return BinaryOutput;
    }
}
