namespace OrleansML.Storage.Artifacts;

/// <summary>
/// A blob on its way into the store. Every step may be repeated after a timeout or a restart;
/// nothing is visible under a digest before the commit.
/// </summary>
public interface IArtifactUpload
{
    /// <summary>The id under which the upload can be resumed.</summary>
    string UploadId { get; }

    /// <summary>The bytes that have arrived; the offset of the next chunk.</summary>
    long Length { get; }

    /// <summary>The digest, once committed.</summary>
    string? Digest { get; }

    /// <summary>Adds a chunk; bytes that have already arrived are compared, not written again.</summary>
    /// <param name="offset">Where the chunk starts, from 0 to <see cref="Length"/>.</param>
    /// <param name="chunk">The bytes; the caller keeps them unchanged until the task completes.</param>
    /// <param name="cancellationToken">Gives up before the write starts.</param>
    /// <returns>The new <see cref="Length"/>.</returns>
    /// <exception cref="ArtifactStoreException">
    /// <see cref="ArtifactStoreError.OffsetGap"/>, <see cref="ArtifactStoreError.ContentConflict"/>,
    /// <see cref="ArtifactStoreError.TooLarge"/>,
    /// <see cref="ArtifactStoreError.UploadNotFound"/> or <see cref="ArtifactStoreError.Unavailable"/>.
    /// </exception>
    ValueTask<long> AppendAsync(long offset, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes the blob durable and visible under its digest. Committing again gives the same digest, as long as
    /// the upload's receipt is kept.
    /// </summary>
    /// <param name="expectedDigest">The digest that the uploader computed; <see langword="null"/> accepts any content.</param>
    /// <param name="cancellationToken">Stops the hashing; after that the commit is finished.</param>
    /// <returns>The digest.</returns>
    /// <exception cref="ArtifactStoreException">
    /// <see cref="ArtifactStoreError.DigestMismatch"/>: nothing became visible and the upload is kept;
    /// <see cref="ArtifactStoreError.InvalidDigest"/>, <see cref="ArtifactStoreError.UploadNotFound"/>,
    /// <see cref="ArtifactStoreError.NotFound"/> where the committed artifact was deleted since, or
    /// <see cref="ArtifactStoreError.Unavailable"/>.
    /// </exception>
    ValueTask<string> CommitAsync(string? expectedDigest = null, CancellationToken cancellationToken = default);

    /// <summary>Drops what has arrived, so that the id can be begun anew; a committed artifact stays.</summary>
    /// <param name="cancellationToken">Gives up before the files are removed.</param>
    /// <exception cref="ArtifactStoreException"><see cref="ArtifactStoreError.Unavailable"/>.</exception>
    ValueTask AbandonAsync(CancellationToken cancellationToken = default);
}
