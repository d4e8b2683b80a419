namespace OrleansML.Grains.Training;

/// <summary>What a training begins with.</summary>
/// <param name="Model">The ONNX file.</param>
/// <param name="Preprocessing">How its inputs are made of the columns, in YAML.</param>
/// <param name="Parent">SHA-256 of the package that it came from; null for none.</param>
internal sealed record TrainingStart(byte[] Model, string Preprocessing, string? Parent);
