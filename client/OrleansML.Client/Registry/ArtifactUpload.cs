using System.Security.Cryptography;
using OrleansML.Registry;

namespace OrleansML.Client;

/// <summary>
/// One upload, in chunks. A chunk that gets lost is sent again. When the store lost what had arrived, which happens where silos do not share
/// one, the upload starts anew from where the store stands, as long as the content can be read again.
/// </summary>
internal sealed class ArtifactUpload(IGrainFactory grains, CallRetries retries, Stream content)
{
    private const int MostRestarts = 5;

    private readonly IArtifactUploadGrain _upload = grains.GetGrain<IArtifactUploadGrain>(Guid.NewGuid().ToString("N"));
    private readonly long _start = content.CanSeek ? content.Position : 0;
    private int _restarts;
    private long _received;

    /// <summary>Sends the content to its end and returns its SHA-256.</summary>
    /// <exception cref="OrleansMLException">See <see cref="IArtifactUploadGrain"/>.</exception>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    var digest = await SendAsync(cancellationToken);
                    return await retries.LongCallAsync("the end of an upload", token => _upload.Commit(digest, token), cancellationToken);
                }
                catch (OrleansMLException exception) when (MayBeLoss(exception) && content.CanSeek && _restarts++ < MostRestarts)
                {
                    _received = await GetLengthAsync(cancellationToken);
                    if (_received >= content.Position - _start)
                        throw;

                    content.Position = _start;
                }
            }
        }
        catch
        {
            _upload.Abort().Ignore();
            throw;
        }
    }

    private async Task<string> SendAsync(CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var offset = 0L;
        while (true)
        {
            // A chunk belongs to the message once it is sent, so each has an array of its own.
            var chunk = new byte[IArtifactUploadGrain.MaximumChunkBytes];
            var length = await content.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, cancellationToken);
            hash.AppendData(chunk, 0, length);
            if (length > 0 && offset + length > _received)
                await AppendAsync(offset, chunk.AsMemory(0, length), cancellationToken);

            offset += length;
            if (length < chunk.Length)
                return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    private ValueTask<long> GetLengthAsync(CancellationToken cancellationToken) =>
        retries.CallAsync("an upload", _ => _upload.GetLength(), cancellationToken);

    private async Task AppendAsync(long offset, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken) => await retries.LongCallAsync(
        "a part of an upload",
        async token =>
        {
            await _upload.Append(offset, chunk, token);
            return true;
        },
        cancellationToken);

    // A gap is an invalid request, and an upload that nobody knows an artifact that is not found.
    private static bool MayBeLoss(OrleansMLException exception) => exception.Code is ErrorCode.InvalidRequest or ErrorCode.ArtifactNotFound;
}
