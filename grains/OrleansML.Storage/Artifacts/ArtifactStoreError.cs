namespace OrleansML.Storage.Artifacts;

/// <summary>Why an artifact store refused a request; tells a gateway which status to answer with.</summary>
public enum ArtifactStoreError
{
    /// <summary>The store cannot be read or written: permissions, space, or a failing disk.</summary>
    Unavailable,

    /// <summary>The text is not a digest.</summary>
    InvalidDigest,

    /// <summary>The text is not an upload id.</summary>
    InvalidUploadId,

    /// <summary>There is no artifact of that digest.</summary>
    NotFound,

    /// <summary>There is no upload of that id: never begun, abandoned, or removed as stale.</summary>
    UploadNotFound,

    /// <summary>The chunk starts beyond the end of what has arrived.</summary>
    OffsetGap,

    /// <summary>The chunk differs from bytes that have already arrived at its place.</summary>
    ContentConflict,

    /// <summary>The artifact would exceed the size limit.</summary>
    TooLarge,

    /// <summary>The uploaded content has another digest than the uploader expected.</summary>
    DigestMismatch,

    /// <summary>The stored content no longer has the digest under which it is stored.</summary>
    Corrupt,
}
