using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>What a model says about a tensor among its inputs and outputs.</summary>
internal sealed record TensorDescription(TensorElementType ElementType, int[] Dimensions, string[] SymbolicDimensions);
