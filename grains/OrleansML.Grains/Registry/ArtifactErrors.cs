using OrleansML.Storage.Artifacts;

namespace OrleansML.Grains.Registry;

/// <summary>Tells callers of the platform what went wrong in the artifact store.</summary>
internal static class ArtifactErrors
{
    public static OrleansMLException Translate(ArtifactStoreException exception) => new(
        exception.Error switch
        {
            ArtifactStoreError.NotFound or ArtifactStoreError.UploadNotFound => ErrorCode.ArtifactNotFound,
            ArtifactStoreError.TooLarge => ErrorCode.TooLarge,
            ArtifactStoreError.Unavailable => ErrorCode.StorageUnavailable,
            ArtifactStoreError.Corrupt => ErrorCode.Internal,
            _ => ErrorCode.InvalidRequest,
        },
        exception.Message,
        exception.InnerException);
}
