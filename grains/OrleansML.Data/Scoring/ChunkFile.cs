using System.Buffers.Text;

namespace OrleansML.Data.Scoring;

/// <summary>Some records in a file of their own, each behind its number, for DuckDB to read.</summary>
internal static class ChunkFile
{
    private const int BufferBytes = 1 << 20;

    /// <summary>Most bytes of a chunk of a file.</summary>
    public const long MostBytes = 256L << 20;

    /// <summary>Writes records until there are enough, they take too many bytes, or no more come.</summary>
    /// <param name="path">The file; replaced.</param>
    /// <param name="cutter">Where records come from.</param>
    /// <param name="separator">What stands between number and record.</param>
    /// <param name="first">Number of the first.</param>
    /// <param name="most">Most records.</param>
    /// <param name="mostBytes">Bytes after which no record is begun.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    /// <returns>How many were written, and whether no more come.</returns>
    public static (int Records, bool IsEnd) Write(string path, RecordCutter cutter, byte separator, long first, int most, long mostBytes, CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, BufferBytes);
        Span<byte> number = stackalloc byte[20];
        var records = 0;
        for (var bytes = 0L; records < most && bytes < mostBytes; records++)
        {
            if ((records & 0x3FF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (!cutter.TryRead(out var record))
                return (records, true);

            Utf8Formatter.TryFormat(first + records, number, out var digits);
            file.Write(number[..digits]);
            file.WriteByte(separator);
            file.Write(record);
            file.WriteByte((byte)'\n');
            bytes += digits + record.Length + 2;
        }

        return (records, false);
    }
}
