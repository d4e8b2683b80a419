using System.Security.Cryptography;
using OrleansML.Inference.Packages;
using OrleansML.Storage.Artifacts;

namespace OrleansML.Grains.Registry;

/// <summary>Reads artifacts off the grain's turn.</summary>
internal sealed class ArtifactReader(IArtifactStore store)
{
    /// <summary>Opens an artifact after its content was compared with its digest.</summary>
    public async ValueTask<Stream> OpenVerifiedAsync(string digest)
    {
        try
        {
            await store.VerifyAsync(digest);
            return await store.OpenReadAsync(digest);
        }
        catch (ArtifactStoreException exception)
        {
            throw ArtifactErrors.Translate(exception);
        }
    }

    /// <summary>Reads a whole artifact and compares its content with its digest.</summary>
    public async Task<byte[]> ReadAsync(string digest, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await store.OpenReadAsync(digest, cancellationToken);
            if (stream.Length > Array.MaxLength)
                throw new OrleansMLException(ErrorCode.TooLarge, $"The upload has {stream.Length} bytes; a model file may have {Array.MaxLength}.");

            var content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content, cancellationToken);
            await RequireDigest(content, digest, cancellationToken);
            return content;
        }
        catch (ArtifactStoreException exception)
        {
            throw ArtifactErrors.Translate(exception);
        }
    }

    /// <summary>The manifest inside an artifact; null when the artifact is a bare model.</summary>
    public async Task<string?> ReadManifestAsync(string digest, CancellationToken cancellationToken)
    {
        try
        {
            await store.VerifyAsync(digest, cancellationToken);
            await using var stream = await store.OpenReadAsync(digest, cancellationToken);
            var start = new byte[4];
            await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
            if (!ModelPackage.IsPackage(start))
                return null;

            stream.Position = 0;
            return await Task.Run(() => ModelPackage.ReadManifest(stream), cancellationToken);
        }
        catch (ArtifactStoreException exception)
        {
            throw ArtifactErrors.Translate(exception);
        }
    }

    // What was read is what was checked, whatever happens to the file meanwhile.
    private static async Task RequireDigest(byte[] content, string digest, CancellationToken cancellationToken)
    {
        var found = await Task.Run(() => Convert.ToHexStringLower(SHA256.HashData(content)), cancellationToken);
        if (found != digest)
            throw new ArtifactStoreException(ArtifactStoreError.Corrupt, $"Artifact {digest} is damaged: its content has the SHA-256 {found}. Upload it again, which replaces the damaged copy, and check the disk.");
    }
}
