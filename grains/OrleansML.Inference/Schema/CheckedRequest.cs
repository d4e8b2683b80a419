using OrleansML.Tensors;

namespace OrleansML.Inference;

/// <summary>A request that fits its model.</summary>
/// <param name="Inputs">One tensor per input, in the model's order.</param>
/// <param name="Rows">Rows, 1 or more.</param>
/// <param name="Wanted">Per output whether it is wanted; null for all.</param>
internal readonly record struct CheckedRequest(Tensor[] Inputs, int Rows, bool[]? Wanted);
