namespace OrleansML.Data.Training;

/// <summary>A file that training rows came from, as it was read.</summary>
/// <param name="Path">Where it lay.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">SHA-256 in lower-case hexadecimal.</param>
public sealed record TrainingSource(string Path, long Bytes, string Sha256);
