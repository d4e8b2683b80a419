using Microsoft.Win32.SafeHandles;

namespace OrleansML.Storage.Artifacts;

/// <summary>The blocking file work of uploads; callers hold the upload's lock.</summary>
internal sealed class UploadFiles(ArtifactDirectories directories, long maximumBytes)
{
    private const int CompareBufferSize = 64 * 1024;

    // The lock of FileShare.None also holds off other processes on the same directory; Windows could not rename a file held that way.
    private static readonly FileShare ExclusiveShare = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    /// <summary>Creates the upload, or finds how far it came; a committed one also gives its digest.</summary>
    public (long Length, string? Digest) Begin(string uploadId)
    {
        Directory.CreateDirectory(directories.Uploads);
        if (ReadReceipt(uploadId) is { } digest)
        {
            var committed = new FileInfo(directories.Object(digest));
            if (committed.Exists)
                return (committed.Length, digest);

            // Its artifact was deleted since, so the content has to be sent again.
            File.Delete(directories.Receipt(uploadId));
        }

        // Asking for the length, not opening: another process may be writing the file at this moment.
        var part = new FileInfo(directories.Part(uploadId));
        if (part.Exists)
            return (part.Length, null);

        File.OpenHandle(part.FullName, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite).Dispose();
        return (0, null);
    }

    /// <summary>Adds the part of the chunk that is new, after comparing the part that is not.</summary>
    public long Append(string uploadId, long offset, ReadOnlySpan<byte> chunk)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (chunk.Length > maximumBytes - offset)
        {
            throw new ArtifactStoreException(ArtifactStoreError.TooLarge,
                $"Upload '{uploadId}' would reach {(decimal)offset + chunk.Length} bytes, but an artifact may have " +
                $"at most {maximumBytes} " +
                $"({ArtifactStoreOptions.Section}:{nameof(ArtifactStoreOptions.MaximumArtifactBytes)}).");
        }

        using var file = OpenForAppend(uploadId, out var committed);
        var length = RandomAccess.GetLength(file);
        if (offset > length)
        {
            throw new ArtifactStoreException(ArtifactStoreError.OffsetGap,
                $"Upload '{uploadId}' has {length} bytes, but the chunk starts at {offset}; send the bytes from {length} on first.");
        }

        var known = (int)Math.Min(chunk.Length, length - offset);
        Compare(uploadId, file, offset, chunk[..known]);
        if (known == chunk.Length)
            return length;

        if (committed)
        {
            throw new ArtifactStoreException(ArtifactStoreError.ContentConflict,
                $"Upload '{uploadId}' was already committed with {length} bytes; use another upload id for other content.");
        }

        RandomAccess.Write(file, chunk[known..], length);
        return offset + chunk.Length;
    }

    /// <summary>Flushes the content, moves it under its digest, and leaves a receipt.</summary>
    public string Commit(string uploadId, string? expectedDigest, CancellationToken cancellationToken)
    {
        if (!File.Exists(directories.Part(uploadId)))
            return CommitAgain(uploadId, expectedDigest);

        using var part = File.OpenHandle(directories.Part(uploadId), FileMode.Open, FileAccess.ReadWrite, ExclusiveShare);
        var digest = ContentHash.Compute(part, cancellationToken);
        CheckExpected(uploadId, expectedDigest, digest, RandomAccess.GetLength(part));

        RandomAccess.FlushToDisk(part);
        // The receipt comes first: after a crash in between, the part is still there and is simply committed again.
        WriteReceipt(uploadId, digest);
        Publish(uploadId, digest);
        return digest;
    }

    /// <summary>Removes what has arrived, and the receipt.</summary>
    /// <returns>Whether there was an upload.</returns>
    public bool Remove(string uploadId)
    {
        if (!Directory.Exists(directories.Uploads))
            return false;

        var existed = File.Exists(directories.Part(uploadId)) || File.Exists(directories.Receipt(uploadId));
        File.Delete(directories.Part(uploadId));
        File.Delete(directories.Receipt(uploadId));
        return existed;
    }

    private SafeFileHandle OpenForAppend(string uploadId, out bool committed)
    {
        committed = false;
        if (File.Exists(directories.Part(uploadId)))
            return File.OpenHandle(directories.Part(uploadId), FileMode.Open, FileAccess.ReadWrite, ExclusiveShare);

        if (ReadReceipt(uploadId) is { } digest && File.Exists(directories.Object(digest)))
        {
            committed = true;
            return File.OpenHandle(directories.Object(digest), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }

        throw NotFound(uploadId);
    }

    private static void Compare(string uploadId, SafeFileHandle file, long offset, ReadOnlySpan<byte> expected)
    {
        var buffer = new byte[Math.Min(expected.Length, CompareBufferSize)];
        while (!expected.IsEmpty)
        {
            var read = RandomAccess.Read(file, buffer.AsSpan(0, Math.Min(buffer.Length, expected.Length)), offset);
            if (read == 0 || !expected[..read].SequenceEqual(buffer.AsSpan(0, read)))
            {
                throw new ArtifactStoreException(ArtifactStoreError.ContentConflict,
                    $"Upload '{uploadId}' already has other bytes at offset {offset}; abandon it, or use another " +
                    "upload id for other content.");
            }

            expected = expected[read..];
            offset += read;
        }
    }

    private string CommitAgain(string uploadId, string? expectedDigest)
    {
        var digest = ReadReceipt(uploadId) ?? throw NotFound(uploadId);
        var committed = new FileInfo(directories.Object(digest));
        if (!committed.Exists)
        {
            throw new ArtifactStoreException(ArtifactStoreError.NotFound,
                $"Upload '{uploadId}' was committed as artifact {digest}, which was deleted since; begin the upload again.");
        }

        CheckExpected(uploadId, expectedDigest, digest, committed.Length);
        return digest;
    }

    private static void CheckExpected(string uploadId, string? expectedDigest, string digest, long length)
    {
        if (expectedDigest is not null && expectedDigest != digest)
        {
            throw new ArtifactStoreException(ArtifactStoreError.DigestMismatch,
                $"Upload '{uploadId}' should have the SHA-256 {expectedDigest}, but the {length} bytes that arrived have {digest}; " +
                "nothing was stored. Abandon the upload and send the content again.");
        }
    }

    private string? ReadReceipt(string uploadId)
    {
        var receipt = directories.Receipt(uploadId);
        if (!File.Exists(receipt))
            return null;

        var digest = File.ReadAllText(receipt);
        return ArtifactNames.IsDigest(digest) ? digest : null;
    }

    private void WriteReceipt(string uploadId, string digest)
    {
        var receipt = directories.Receipt(uploadId);
        var temporary = receipt + ".tmp";
        File.WriteAllText(temporary, digest);
        File.Move(temporary, receipt, overwrite: true);
    }

    private void Publish(string uploadId, string digest)
    {
        var part = directories.Part(uploadId);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(part, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        Directory.CreateDirectory(directories.ObjectDirectory(digest));
        DirectoryFlush.Flush(directories.Root);
        DirectoryFlush.Flush(directories.Objects);
        // The same content may be there already. Replacing it is atomic, and mends a copy that decayed.
        File.Move(part, directories.Object(digest), overwrite: true);
        DirectoryFlush.Flush(directories.ObjectDirectory(digest));
        DirectoryFlush.Flush(directories.Uploads);
    }

    private static ArtifactStoreException NotFound(string uploadId) => new(ArtifactStoreError.UploadNotFound,
        $"There is no upload '{uploadId}': it was never begun, abandoned, or removed as stale; begin it again.");
}
