using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace OrleansML.Storage.Artifacts;

/// <summary>
/// Artifacts as files in a directory, local or on a shared volume. A file appears under its digest by one atomic rename
/// after it was flushed,
/// so a crash at any moment leaves either the whole artifact or none.
/// </summary>
public sealed class DirectoryArtifactStore : IArtifactStore
{
    private const int ReadBufferSize = 64 * 1024;

    private readonly ArtifactDirectories _directories;
    private readonly ArtifactFileAccess _access;
    private readonly UploadFiles _uploads;
    private readonly UploadLocks _locks = new();
    private readonly TimeProvider _time;

    /// <summary>Creates the store; the directory is touched on first use.</summary>
    /// <param name="options">Validated options.</param>
    /// <param name="time">The clock by which uploads become stale.</param>
    public DirectoryArtifactStore(IOptions<ArtifactStoreOptions> options, TimeProvider time)
    {
        var settings = options.Value;
        _directories = new ArtifactDirectories(settings.RootPath);
        _access = new ArtifactFileAccess(_directories.Root, settings.MaximumConcurrency);
        _uploads = new UploadFiles(_directories, settings.MaximumArtifactBytes);
        _time = time;
    }

    /// <inheritdoc/>
    public async ValueTask CheckAccessAsync(CancellationToken cancellationToken = default) =>
        await _access.RunAsync("be opened for writing", ProbeAccess, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IArtifactUpload> BeginUploadAsync(string uploadId, CancellationToken cancellationToken = default)
    {
        ArtifactNames.CheckUploadId(uploadId);
        var upload = new DirectoryUpload(uploadId, _uploads, _access, _locks);
        await upload.BeginAsync(cancellationToken);
        return upload;
    }

    /// <inheritdoc/>
    public async ValueTask<Stream> OpenReadAsync(string digest, CancellationToken cancellationToken = default)
    {
        ArtifactNames.CheckDigest(digest);
        return await _access.RunAsync($"read artifact {digest}", () => OpenRead(digest), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<string> GetPathAsync(string digest, CancellationToken cancellationToken = default)
    {
        if (!await ExistsAsync(digest, cancellationToken))
            throw NotFound(digest);

        return _directories.Object(digest);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> ExistsAsync(string digest, CancellationToken cancellationToken = default)
    {
        ArtifactNames.CheckDigest(digest);
        return await _access.RunAsync($"look for artifact {digest}", () => File.Exists(_directories.Object(digest)), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask VerifyAsync(string digest, CancellationToken cancellationToken = default)
    {
        ArtifactNames.CheckDigest(digest);
        var actual = await _access.RunAsync($"read artifact {digest}", () => Hash(digest, cancellationToken), cancellationToken);
        if (actual != digest)
        {
            throw new ArtifactStoreException(ArtifactStoreError.Corrupt,
                $"Artifact {digest} is damaged: its content has the SHA-256 {actual}. Upload it again, which replaces the damaged copy, " +
                "and check the disk.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string digest, CancellationToken cancellationToken = default)
    {
        ArtifactNames.CheckDigest(digest);
        return await _access.RunAsync($"delete artifact {digest}", () => Delete(digest), cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ArtifactInfo> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var directory in await _access.RunAsync("list its artifacts", ListDirectories, cancellationToken))
        {
            foreach (var artifact in await _access.RunAsync("list its artifacts", () => ListFiles(directory), cancellationToken))
                yield return artifact;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> RemoveStaleUploadsAsync(TimeSpan age, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(age, TimeSpan.Zero);
        var removed = 0;
        foreach (var uploadId in await _access.RunAsync("list its uploads", ListUploads, cancellationToken))
        {
            using var holder = await _locks.AcquireAsync(uploadId, cancellationToken);
            var done = await _access.RunAsync(
                $"remove upload '{uploadId}'", () => IsStale(uploadId, age) && _uploads.Remove(uploadId), cancellationToken);
            if (done)
                removed++;
        }

        return removed;
    }

    private bool ProbeAccess()
    {
        Directory.CreateDirectory(_directories.Objects);
        Directory.CreateDirectory(_directories.Uploads);
        var probe = Path.Combine(_directories.Uploads, $".probe-{Environment.ProcessId}");
        try
        {
            File.WriteAllBytes(probe, [0]);
        }
        finally
        {
            File.Delete(probe);
        }

        return true;
    }

    private FileStream OpenRead(string digest)
    {
        try
        {
            return new FileStream(_directories.Object(digest), new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.Read | FileShare.Delete,
                BufferSize = ReadBufferSize,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            });
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw NotFound(digest);
        }
    }

    private string Hash(string digest, CancellationToken cancellationToken)
    {
        using var file = OpenRead(digest);
        return ContentHash.Compute(file.SafeFileHandle, cancellationToken);
    }

    private bool Delete(string digest)
    {
        var path = _directories.Object(digest);
        if (!File.Exists(path))
            return false;

        File.Delete(path);
        DirectoryFlush.Flush(_directories.ObjectDirectory(digest));
        return true;
    }

    private string[] ListDirectories()
    {
        if (!Directory.Exists(_directories.Objects))
            return [];

        var directories = Directory.GetDirectories(_directories.Objects);
        Array.Sort(directories, StringComparer.Ordinal);
        return directories;
    }

    private static List<ArtifactInfo> ListFiles(string directory)
    {
        var artifacts = new List<ArtifactInfo>();
        var info = new DirectoryInfo(directory);
        foreach (var file in info.EnumerateFiles())
        {
            if (ArtifactNames.IsDigest(file.Name) && file.Name.StartsWith(info.Name, StringComparison.Ordinal))
                artifacts.Add(new ArtifactInfo(file.Name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc)));
        }

        artifacts.Sort(static (left, right) => string.CompareOrdinal(left.Digest, right.Digest));
        return artifacts;
    }

    private List<string> ListUploads()
    {
        if (!Directory.Exists(_directories.Uploads))
            return [];

        return [.. Directory.EnumerateFiles(_directories.Uploads)
            .Where(static path => Path.GetExtension(path) is ArtifactDirectories.PartSuffix or ArtifactDirectories.ReceiptSuffix)
            .Select(static path => Path.GetFileNameWithoutExtension(path))
            .Distinct(StringComparer.Ordinal)];
    }

    private bool IsStale(string uploadId, TimeSpan age)
    {
        // A file that does not exist counts as written in 1601; the younger of the two decides.
        var part = File.GetLastWriteTimeUtc(_directories.Part(uploadId));
        var receipt = File.GetLastWriteTimeUtc(_directories.Receipt(uploadId));
        return _time.GetUtcNow() - new DateTimeOffset(part > receipt ? part : receipt) >= age;
    }

    private ArtifactStoreException NotFound(string digest) => new(ArtifactStoreError.NotFound,
        $"There is no artifact {digest} in '{_directories.Root}'; it was never committed there, or was deleted.");
}
