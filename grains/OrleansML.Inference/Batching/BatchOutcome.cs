using OrleansML.Tensors;

namespace OrleansML.Inference;

/// <summary>What the computation of a batch gave.</summary>
/// <param name="Outputs">One tensor per output over all rows; null where nobody wanted it.</param>
/// <param name="Error">Why there are none; null on success.</param>
/// <param name="Started">Timestamp of the start.</param>
/// <param name="Elapsed">Time it took.</param>
internal readonly record struct BatchOutcome(Tensor?[] Outputs, OrleansMLException? Error, long Started, TimeSpan Elapsed);
