namespace OrleansML.Gateway.Protocol;

/// <summary>What bounds the reading of an infer request.</summary>
/// <param name="JsonDepth">Deepest nesting.</param>
/// <param name="Tensors">Most inputs, and most outputs.</param>
internal readonly record struct InferLimits(int JsonDepth, int Tensors);
