namespace OrleansML.Storage.Artifacts;

/// <summary>An artifact store refused a request or failed; the message names the artifact or upload and says what to do.</summary>
[GenerateSerializer]
[Alias("OrleansML.Storage.ArtifactStoreException")]
public sealed class ArtifactStoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="error">The reason, for code.</param>
    /// <param name="message">The reason, for people.</param>
    /// <param name="innerException">The error of the file system, if any.</param>
    public ArtifactStoreException(ArtifactStoreError error, string message, Exception? innerException = null)
        : base(message, innerException) =>
        Error = error;

    /// <summary>The reason, for code.</summary>
    [Id(0)]
    public ArtifactStoreError Error { get; private set; }
}
