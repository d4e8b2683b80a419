using OrleansML.Tensors;

namespace OrleansML.Cli.Http;

/// <summary>The answer to one infer request.</summary>
internal sealed record InferResponse(string Model, string Version, IReadOnlyList<Tensor> Outputs);
