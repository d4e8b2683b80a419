namespace OrleansML.Storage.Artifacts;

/// <summary>An upload into a directory; holds no open file between its steps, so any number may be under way.</summary>
internal sealed class DirectoryUpload(string uploadId, UploadFiles files, ArtifactFileAccess access, UploadLocks locks) : IArtifactUpload
{
    public string UploadId { get; } = uploadId;

    public long Length { get; private set; }

    public string? Digest { get; private set; }

    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        using var holder = await locks.AcquireAsync(UploadId, cancellationToken);
        (Length, Digest) = await access.RunAsync($"begin upload '{UploadId}'", () => files.Begin(UploadId), cancellationToken);
    }

    public async ValueTask<long> AppendAsync(long offset, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken)
    {
        using var holder = await locks.AcquireAsync(UploadId, cancellationToken);
        return Length = await access.RunAsync(
            $"write upload '{UploadId}'", () => files.Append(UploadId, offset, chunk.Span), cancellationToken);
    }

    public async ValueTask<string> CommitAsync(string? expectedDigest, CancellationToken cancellationToken)
    {
        if (expectedDigest is not null)
            ArtifactNames.CheckDigest(expectedDigest);

        using var holder = await locks.AcquireAsync(UploadId, cancellationToken);
        return Digest = await access.RunAsync(
            $"commit upload '{UploadId}'", () => files.Commit(UploadId, expectedDigest, cancellationToken), cancellationToken);
    }

    public async ValueTask AbandonAsync(CancellationToken cancellationToken)
    {
        using var holder = await locks.AcquireAsync(UploadId, cancellationToken);
        await access.RunAsync($"abandon upload '{UploadId}'", () => files.Remove(UploadId), cancellationToken);
        Length = 0;
        Digest = null;
    }
}
