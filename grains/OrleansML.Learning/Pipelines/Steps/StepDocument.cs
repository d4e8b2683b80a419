namespace OrleansML.Learning.Pipelines;

/// <summary>A definition that a step works by: one of the two is set.</summary>
/// <param name="Text">The definition itself.</param>
/// <param name="File">Path of the file that holds it.</param>
public sealed record StepDocument(string? Text, string? File);
