namespace OrleansML.Storage.Artifacts;

/// <summary>
/// Immutable blobs (model packages, parts, checkpoints) addressed by the SHA-256 of their content, 64 lower-case hexadecimal digits.
/// Every member runs off the calling thread and reports failures as <see cref="ArtifactStoreException"/>.
/// </summary>
public interface IArtifactStore
{
    /// <summary>Makes sure that the store can be written, creating it where missing; a host calls it before it serves.</summary>
    /// <param name="cancellationToken">Gives up before the check starts.</param>
    /// <exception cref="ArtifactStoreException"><see cref="ArtifactStoreError.Unavailable"/>: no write access.</exception>
    ValueTask CheckAccessAsync(CancellationToken cancellationToken = default);

    /// <summary>Starts an upload, or resumes the one of that id where it stopped, also after a restart of the process.</summary>
    /// <param name="uploadId">Chosen by the uploader: 1 to 128 characters of A-Z a-z 0-9 . _ -, not starting with a dot.</param>
    /// <param name="cancellationToken">Gives up before the upload is opened.</param>
    /// <returns>The upload; its <see cref="IArtifactUpload.Length"/> is the offset to go on from.</returns>
    /// <exception cref="ArtifactStoreException">
    /// <see cref="ArtifactStoreError.InvalidUploadId"/> or <see cref="ArtifactStoreError.Unavailable"/>.
    /// </exception>
    ValueTask<IArtifactUpload> BeginUploadAsync(string uploadId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Opens an artifact for reading; the caller disposes the stream. The content is not verified, see <see cref="VerifyAsync"/>.
    /// </summary>
    /// <param name="digest">The artifact's digest.</param>
    /// <param name="cancellationToken">Gives up before the file is opened.</param>
    /// <exception cref="ArtifactStoreException">
    /// <see cref="ArtifactStoreError.InvalidDigest"/>, <see cref="ArtifactStoreError.NotFound"/> or
    /// <see cref="ArtifactStoreError.Unavailable"/>.
    /// </exception>
    ValueTask<Stream> OpenReadAsync(string digest, CancellationToken cancellationToken = default);

    /// <summary>Gives a local file with the artifact's content, for runtimes that map files into memory; never write to it.</summary>
    /// <param name="digest">The artifact's digest.</param>
    /// <param name="cancellationToken">Gives up before the file is looked up.</param>
    /// <exception cref="ArtifactStoreException">
    /// <see cref="ArtifactStoreError.InvalidDigest"/>, <see cref="ArtifactStoreError.NotFound"/> or
    /// <see cref="ArtifactStoreError.Unavailable"/>.
    /// </exception>
    ValueTask<string> GetPathAsync(string digest, CancellationToken cancellationToken = default);

    /// <summary>Whether the artifact is there.</summary>
    /// <param name="digest">The artifact's digest.</param>
    /// <param name="cancellationToken">Gives up before the file is looked up.</param>
    /// <exception cref="ArtifactStoreException"><see cref="ArtifactStoreError.InvalidDigest"/>.</exception>
    ValueTask<bool> ExistsAsync(string digest, CancellationToken cancellationToken = default);

    /// <summary>Reads the whole artifact and compares its content with its digest.</summary>
    /// <param name="digest">The artifact's digest.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ArtifactStoreException">
    /// <see cref="ArtifactStoreError.Corrupt"/> where they differ; <see cref="ArtifactStoreError.InvalidDigest"/>,
    /// <see cref="ArtifactStoreError.NotFound"/> or <see cref="ArtifactStoreError.Unavailable"/>.
    /// </exception>
    ValueTask VerifyAsync(string digest, CancellationToken cancellationToken = default);

    /// <summary>Removes an artifact; streams and mappings that are open keep their content.</summary>
    /// <param name="digest">The artifact's digest.</param>
    /// <param name="cancellationToken">Gives up before the file is removed.</param>
    /// <returns>False where there was no such artifact.</returns>
    /// <exception cref="ArtifactStoreException">
    /// <see cref="ArtifactStoreError.InvalidDigest"/> or <see cref="ArtifactStoreError.Unavailable"/>.
    /// </exception>
    ValueTask<bool> DeleteAsync(string digest, CancellationToken cancellationToken = default);

    /// <summary>Lists the committed artifacts in the order of their digests; changes during the listing may or may not show.</summary>
    /// <param name="cancellationToken">Stops the listing.</param>
    /// <exception cref="ArtifactStoreException"><see cref="ArtifactStoreError.Unavailable"/>.</exception>
    IAsyncEnumerable<ArtifactInfo> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Removes uploads, and the receipts of committed ones, that nobody touched for the given time.</summary>
    /// <param name="age">The least time since the last append or commit; not negative.</param>
    /// <param name="cancellationToken">Stops between two uploads.</param>
    /// <returns>How many uploads were removed.</returns>
    /// <exception cref="ArtifactStoreException"><see cref="ArtifactStoreError.Unavailable"/>.</exception>
    ValueTask<int> RemoveStaleUploadsAsync(TimeSpan age, CancellationToken cancellationToken = default);
}
