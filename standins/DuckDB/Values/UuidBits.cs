using System.Buffers.Binary;

namespace DuckDB.NET.Native;

/// <summary>
/// UUIDs as numbers of 128 bits. Columns hold them with the highest bit flipped, so that signed comparison gives their order.
/// </summary>
internal static class UuidBits
{
    private const int Size = 16;
    private const ulong HighestBit = 1ul << 63;

    public static Guid FromColumn(ulong lower, ulong upper)
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, upper ^ HighestBit);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[sizeof(ulong)..], lower);
        return new Guid(bytes, bigEndian: true);
    }

    public static DuckDBUHugeInt ToColumn(Guid value)
    {
        var plain = ToPlain(value);
        return new DuckDBUHugeInt(plain.Lower, plain.Upper ^ HighestBit);
    }

    public static DuckDBUHugeInt ToPlain(Guid value)
    {
        Span<byte> bytes = stackalloc byte[Size];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return new DuckDBUHugeInt(
            BinaryPrimitives.ReadUInt64BigEndian(bytes[sizeof(ulong)..]), BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }
}
