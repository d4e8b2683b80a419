using OrleansML.Tensors;

namespace OrleansML.Models;

/// <summary>Input tensors for one prediction; all rows of a request are answered together.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.PredictRequest")]
public sealed record PredictRequest
{
    /// <summary>The inputs, in any order; each input of the model exactly once.</summary>
    [Id(0)]
    public required Tensor[] Inputs { get; init; }

    /// <summary>Names of the wanted outputs; null for all.</summary>
    [Id(1)]
    public string[]? Outputs { get; init; }

    /// <summary>Time allowed from arrival at the replica to the start of the computation; null for the silo's default.</summary>
    [Id(2)]
    public TimeSpan? Timeout { get; init; }
}
