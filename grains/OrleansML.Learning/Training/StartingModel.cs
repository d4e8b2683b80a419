namespace OrleansML.Learning.Training;

/// <summary>A model that is trained on from where it stands.</summary>
/// <param name="Path">An ONNX file; null: the champion.</param>
/// <param name="Frozen">Names of initializers that stay as they are; <c>*</c> stands for any characters.</param>
public sealed record StartingModel(string? Path, IReadOnlyList<string> Frozen);
