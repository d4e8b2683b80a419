using System.Buffers.Binary;

namespace OrleansML.Data.Monitoring;

/// <summary>When predictions were made, as their ids tell: the first 48 bits of a UUID of version 7 are milliseconds since 1970 (RFC 9562, section 5.7).</summary>
internal static class PredictionIds
{
    public static long MillisecondsOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16;
    }

    /// <summary>The same in SQL.</summary>
    /// <param name="id">An expression of type UUID.</param>
    public static string MillisecondsOf(string id) => $"('0x' || replace(left({id}::VARCHAR, 13), '-', ''))::BIGINT";

    /// <summary>The first day that a label of a prediction can have come; a day is left for clocks that differ.</summary>
    /// <param name="milliseconds">When the earliest prediction was made.</param>
    /// <param name="now">The time; ids from later are none of ours, and may have come at any time.</param>
    public static DateOnly? FirstDayOfLabels(long milliseconds, DateTimeOffset now) =>
        milliseconds <= now.ToUnixTimeMilliseconds() && milliseconds >= TimeSpan.MillisecondsPerDay
            ? DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime).AddDays(-1)
            : null;
}
