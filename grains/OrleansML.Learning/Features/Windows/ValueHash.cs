using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace OrleansML.Learning.Features.Windows;

/// <summary>
/// XxHash3 of 64 bits, seed 0, of a value's bytes: text in UTF-8, a number as its little-endian double, -0 as 0, anything else as a little-endian
/// 64-bit number. The same on every machine.
/// </summary>
internal static class ValueHash
{
    private const int StackBytes = 512;

    public static ulong Of(in FeatureValue value)
    {
        if (value.TryGetText(out var text))
            return Of(text);

        Span<byte> bytes = stackalloc byte[sizeof(long)];
        if (value.Type is FeatureType.Float or FeatureType.Double && value.TryGetNumber(out var number))
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, number + 0.0);
        else
            BinaryPrimitives.WriteInt64LittleEndian(bytes, value.Bits);
        return XxHash3.HashToUInt64(bytes);
    }

    public static ulong Of(double number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, number + 0.0);
        return XxHash3.HashToUInt64(bytes);
    }

    public static ulong Of(ReadOnlySpan<char> text, long seed = 0)
    {
        if (Encoding.UTF8.GetMaxByteCount(text.Length) > StackBytes)
        {
            var encoded = new byte[Encoding.UTF8.GetByteCount(text)];
            Encoding.UTF8.GetBytes(text, encoded);
            return XxHash3.HashToUInt64(encoded, seed);
        }

        Span<byte> bytes = stackalloc byte[StackBytes];
        return XxHash3.HashToUInt64(bytes[..Encoding.UTF8.GetBytes(text, bytes)], seed);
    }
}
