using System.Buffers.Binary;
using System.Security.Cryptography;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Scoring;

namespace OrleansML.Data.Scoring;

/// <summary>Finds the files of an input, and tells cheaply whether one has changed since.</summary>
public static class ScoringFiles
{
    private const int TrailerBytes = 8;

    /// <summary>Checks that files are what they were when the job was planned, by length, time and the footer of Parquet.</summary>
    /// <param name="files">Files of a plan.</param>
    /// <exception cref="ScoringDataException"><see cref="ScoringFailure.Changed"/>: one is not; the message names every such file.</exception>
    public static void RequireUnchanged(IEnumerable<ScoringFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        string[] changed =
        [
            .. files.Select(static file => (file.Path, Difference: Difference(file))).Where(static found => found.Difference is not null)
                .Select(static found => $"'{found.Path}' changed during the job: {found.Difference}; start a new job when it is whole"),
        ];
        if (changed.Length > 0)
            throw new ScoringDataException(ScoringFailure.Changed, changed);
    }

    /// <summary>Paths that match, in the order of their names.</summary>
    /// <exception cref="ScoringDataException">None does.</exception>
    internal static IReadOnlyList<string> Find(Session session, FileInput input, CancellationToken cancellationToken)
    {
        var paths = new List<string>();
        session.Stream($"SELECT file FROM glob({Sql.Text(input.Path)})", reader => paths.Add(reader.GetString(0)), cancellationToken);
        if (paths.Count == 0)
            throw new ScoringDataException(ScoringFailure.Misconfigured, [$"no file matches '{input.Path}' (input.path)"]);

        paths.Sort(StringComparer.Ordinal);
        return paths;
    }

    /// <summary>A file as it is now.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    internal static ScoringFile Describe(string path, ScoringFormat format, long rows)
    {
        var info = new FileInfo(path);
        return new ScoringFile(path, info.Length, new DateTimeOffset(info.LastWriteTimeUtc), rows, format == ScoringFormat.Parquet ? FooterOf(path) : null);
    }

    private static string? Difference(ScoringFile file)
    {
        try
        {
            var info = new FileInfo(file.Path);
            if (!info.Exists)
                return "it is gone";
            if (info.Length != file.Bytes)
                return FormattableString.Invariant($"it has {info.Length} bytes and had {file.Bytes}");
            if (new DateTimeOffset(info.LastWriteTimeUtc) != file.Written)
                return "it was written again";
            return file.FooterSha256 is not null && FooterOf(file.Path) != file.FooterSha256 ? "its footer is another" : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ScoringErrors.Reason(exception);
        }
    }

    // A Parquet file ends with its metadata, the length of that as 4 bytes, and PAR1.
    private static string FooterOf(string path)
    {
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        if (length < TrailerBytes || RandomAccess.Read(file, trailer, length - TrailerBytes) != TrailerBytes)
            throw new IOException("it is too short for a Parquet file");
        var footer = new byte[Math.Min(length - TrailerBytes, BinaryPrimitives.ReadUInt32LittleEndian(trailer))];
        for (var read = 0; read < footer.Length;)
        {
            var count = RandomAccess.Read(file, footer.AsSpan(read), length - TrailerBytes - footer.Length + read);
            read += count > 0 ? count : throw new EndOfStreamException("it got shorter while it was read");
        }

        return Convert.ToHexStringLower(SHA256.HashData(footer));
    }
}
