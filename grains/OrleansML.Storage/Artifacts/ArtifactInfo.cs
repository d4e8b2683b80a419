namespace OrleansML.Storage.Artifacts;

/// <summary>A committed artifact.</summary>
/// <param name="Digest">SHA-256 of the content, 64 lower-case hexadecimal digits.</param>
/// <param name="Length">Size in bytes.</param>
/// <param name="CreatedAt">When the last byte was written.</param>
public sealed record ArtifactInfo(string Digest, long Length, DateTimeOffset CreatedAt);
