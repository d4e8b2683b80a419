using System.Security.Cryptography;
using OrleansML.Storage.Artifacts;

namespace OrleansML.Grains.Registry;

/// <summary>Writes artifacts that the platform makes itself.</summary>
internal sealed class ArtifactWriter(IArtifactStore store)
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>Stores content under its SHA-256 and returns that; content that is there already is not written again.</summary>
    public Task<string> WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => StoreAsync(
        Convert.ToHexStringLower(SHA256.HashData(content.Span)),
        (offset, _) => ValueTask.FromResult(content.Slice((int)offset, (int)Math.Min(ChunkBytes, content.Length - offset))),
        cancellationToken);

    /// <summary>Stores a file, however large, under its SHA-256, which the caller knows, and returns that.</summary>
    public async Task<string> WriteFileAsync(string path, string digest, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        var chunk = new byte[ChunkBytes];
        return await StoreAsync(digest, ReadAsync, cancellationToken);

        async ValueTask<ReadOnlyMemory<byte>> ReadAsync(long offset, CancellationToken token) =>
            chunk.AsMemory(0, await file.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, token));
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

    /// <param name="digest">SHA-256 of the content.</param>
    /// <param name="read">Gives the next chunk, which begins at the offset; an empty one at the end.</param>
    /// <param name="cancellationToken">Gives up.</param>
    private async Task<string> StoreAsync(
        string digest, Func<long, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> read, CancellationToken cancellationToken)
    {
        try
        {
            if (await IsWholeAsync(digest, cancellationToken))
                return digest;

            var upload = await store.BeginUploadAsync($"made-{Guid.NewGuid():N}", cancellationToken);
            var offset = 0L;
            while (await read(offset, cancellationToken) is { Length: > 0 } chunk)
                offset = await upload.AppendAsync(offset, chunk, cancellationToken);
            return await upload.CommitAsync(digest, cancellationToken);
        }
        catch (ArtifactStoreException exception)
        {
            throw ArtifactErrors.Translate(exception);
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
