namespace OrleansML.Data.Training;

/// <summary>A file that training rows came from.</summary>
/// <param name="Name">Its name without the folder.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">SHA-256 in lower-case hexadecimal.</param>
public sealed record LineageFile(string Name, long Bytes, string Sha256);
