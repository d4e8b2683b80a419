using System.Security.Cryptography;
using OrleansML.Storage.Artifacts;

namespace OrleansML.Grains.Registry;

/// <summary>Writes artifacts that the platform makes itself.</summary>
internal sealed class ArtifactWriter(IArtifactStore store)
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>Stores content under its SHA-256 and returns that; content that is there already and whole is not written again.</summary>
    public async Task<string> WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        try
        {
            if (await IsWholeAsync(digest, cancellationToken))
                return digest;

            var upload = await store.BeginUploadAsync($"made-{Guid.NewGuid():N}", cancellationToken);
            for (var offset = 0; offset < content.Length; offset += ChunkBytes)
                await upload.AppendAsync(offset, content.Slice(offset, Math.Min(ChunkBytes, content.Length - offset)), cancellationToken);
            return await upload.CommitAsync(digest, cancellationToken);
        }
        catch (ArtifactStoreException exception)
        {
            throw ArtifactErrors.Translate(exception);
        }
    }

    /// <summary>Stores a file, however large, under its SHA-256 and returns that.</summary>
    public async Task<string> WriteFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
            if (await IsWholeAsync(digest, cancellationToken))
                return digest;

            file.Position = 0;
            var upload = await store.BeginUploadAsync($"made-{Guid.NewGuid():N}", cancellationToken);
            var chunk = new byte[ChunkBytes];
            for (var offset = 0L; await file.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, cancellationToken) is > 0 and var count; offset += count)
                await upload.AppendAsync(offset, chunk.AsMemory(0, count), cancellationToken);
            return await upload.CommitAsync(digest, cancellationToken);
        }
        catch (ArtifactStoreException exception)
        {
            throw ArtifactErrors.Translate(exception);
        }
    }

    /// <summary>Removes an artifact that nobody needs any more; where that fails it stays, and takes up room only.</summary>
    public async Task TryDeleteAsync(string digest)
    {
        try
        {
            await store.DeleteAsync(digest);
        }
        catch (ArtifactStoreException)
        {
            // Nothing refers to it.
        }
    }

    private async Task<bool> IsWholeAsync(string digest, CancellationToken cancellationToken)
    {
        try
        {
            await store.VerifyAsync(digest, cancellationToken);
            return true;
        }
        catch (ArtifactStoreException exception) when (exception.Error is ArtifactStoreError.NotFound or ArtifactStoreError.Corrupt)
        {
            return false;
        }
    }
}
