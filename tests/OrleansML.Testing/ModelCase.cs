using OrleansML.Tensors;

namespace OrleansML.Testing;

/// <summary>A request to a model of others, and what is recorded of the answer.</summary>
/// <param name="Inputs">Each input of the model once.</param>
/// <param name="Expected">What is recorded; empty where nothing is, so that only a direct call can be compared with.</param>
public sealed record ModelCase(Tensor[] Inputs, ModelCaseOutput[] Expected);
