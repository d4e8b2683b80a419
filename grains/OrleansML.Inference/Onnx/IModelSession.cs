using OrleansML.Tensors;

namespace OrleansML.Inference;

/// <summary>A model loaded into a native engine. <see cref="Run"/> may be called from several threads at once.</summary>
internal interface IModelSession : IDisposable
{
    /// <summary>Inputs in the model's order.</summary>
    IReadOnlyList<TensorMetadata> Inputs { get; }

    /// <summary>Outputs in the order of the model, as they are answered.</summary>
    IReadOnlyList<ModelOutput> Outputs { get; }

    /// <summary>Computes. Blocks the calling thread; the bytes of the inputs are read in place and must not move or change meanwhile.</summary>
    /// <param name="inputs">One tensor per input, in the model's order.</param>
    /// <param name="wanted">Per output whether it is wanted; null for all.</param>
    /// <returns>One tensor per output, in the model's order; null where not wanted.</returns>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/> with the engine's own text.</exception>
    Tensor?[] Run(ReadOnlySpan<Tensor> inputs, bool[]? wanted);
}
