namespace OrleansML.Registry;

/// <summary>
/// Takes one upload in chunks into the artifact store of the cluster. Key: an id that the uploader chooses, a GUID in "N" form. Repeating a
/// call is harmless, so a broken upload goes on where it stood.
/// </summary>
[Alias("OrleansML.IArtifactUploadGrain")]
public interface IArtifactUploadGrain : IGrainWithStringKey
{
    /// <summary>Largest chunk in bytes.</summary>
    const int MaximumChunkBytes = 1 << 20;

    /// <summary>Bytes received so far.</summary>
    [Alias("GetLength")]
    Task<long> GetLength();

    /// <summary>Appends a chunk at an offset. A chunk that is already there is accepted and ignored; a gap is refused.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.TooLarge"/>, <see cref="ErrorCode.InvalidRequest"/>, <see cref="ErrorCode.StorageUnavailable"/>.</exception>
    [Alias("Append"), ResponseTimeout("00:01:00")]
    Task Append(long offset, [Immutable] ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken = default);

    /// <summary>Makes the upload durable and returns its SHA-256 in lower-case hexadecimal.</summary>
    /// <param name="expectedDigest">SHA-256 that the uploader computed; null to skip the comparison.</param>
    /// <param name="cancellationToken">Ends the wait; the commit may still happen.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/> when the digest differs.</exception>
    [Alias("Commit"), ResponseTimeout("00:02:00")]
    Task<string> Commit(string? expectedDigest, CancellationToken cancellationToken = default);

    /// <summary>Drops what was uploaded. Idempotent.</summary>
    [Alias("Abort")]
    Task Abort();
}
