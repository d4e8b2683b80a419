using OrleansML.Tensors;

namespace OrleansML.Inference;

/// <summary>One output as it is answered.</summary>
/// <param name="Metadata">Name, type and shape.</param>
/// <param name="PerRow">Whether the first axis counts the rows of the request; false for what all rows share, such as class labels.</param>
internal sealed record ModelOutput(TensorMetadata Metadata, bool PerRow);
