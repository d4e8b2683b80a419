using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OrleansStandIn.Generated;

/// <summary>Arrays of plain numbers travel as the bytes that they are in memory, little-endian.</summary>
internal static class Blittable
{
    private static readonly HashSet<Type> Types =
    [
        typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(char),
        typeof(Half), typeof(float), typeof(double), typeof(Guid), typeof(Int128), typeof(UInt128),
    ];

    public static bool Contains(Type type) => BitConverter.IsLittleEndian && Types.Contains(type);

    public static void Write<T>(ref WireWriter writer, uint idDelta, ReadOnlySpan<T> values, WireKind kind)
        where T : unmanaged
        => writer.WriteBytes(idDelta, MemoryMarshal.AsBytes(values), kind);

    public static ReadOnlySpan<T> Read<T>(ref WireReader reader, WireKind kind)
        where T : unmanaged
    {
        var bytes = reader.ReadBytes(kind);
        return bytes.Length % Unsafe.SizeOf<T>() == 0
            ? MemoryMarshal.Cast<byte, T>(bytes)
            : throw reader.Malformed(
                $"{bytes.Length} bytes where a whole number of {typeof(T)} of {Unsafe.SizeOf<T>()} bytes was expected");
    }
}
