using OrleansML.Registry;
using OrleansML.Storage.Artifacts;

namespace OrleansML.Grains.Registry;

/// <summary>Takes one upload. What has arrived is on disk, so another activation goes on where this one stood.</summary>
internal sealed class ArtifactUploadGrain(IGrainContext context, IArtifactStore store) : Grain, IArtifactUploadGrain
{
    private readonly string _id = context.GrainId.Key.ToString() ?? "";
    private IArtifactUpload? _upload;

    public Task<long> GetLength() => Translate(async () => (await GetUpload()).Length);

    public Task Append(long offset, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken)
    {
        if (chunk.Length is 0 or > IArtifactUploadGrain.MaximumChunkBytes)
        {
            throw new OrleansMLException(
                ErrorCode.InvalidRequest, $"A chunk has {chunk.Length} bytes; 1 to {IArtifactUploadGrain.MaximumChunkBytes} are allowed.");
        }

        return Translate(async () => await (await GetUpload()).AppendAsync(offset, chunk, cancellationToken));
    }

    public Task<string> Commit(string? expectedDigest, CancellationToken cancellationToken) => Translate(async () =>
    {
        var digest = await (await GetUpload()).CommitAsync(expectedDigest, cancellationToken);
        DeactivateOnIdle();
        return digest;
    });

    public Task Abort() => Translate(async () =>
    {
        await (await GetUpload()).AbandonAsync();
        DeactivateOnIdle();
        return true;
    });

    private async ValueTask<IArtifactUpload> GetUpload() => _upload ??= await store.BeginUploadAsync(_id);

    private static async Task<T> Translate<T>(Func<Task<T>> operation)
    {
        try
        {
            return await operation();
        }
        catch (ArtifactStoreException exception)
        {
            throw ArtifactErrors.Translate(exception);
        }
    }
}
