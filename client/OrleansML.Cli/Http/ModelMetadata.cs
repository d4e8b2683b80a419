using OrleansML.Cli.Predictions;

namespace OrleansML.Cli.Http;

/// <summary>What the Open Inference Protocol tells of a model.</summary>
internal sealed record ModelMetadata(string Name, IReadOnlyList<ModelTensor> Inputs, IReadOnlyList<ModelTensor> Outputs);
