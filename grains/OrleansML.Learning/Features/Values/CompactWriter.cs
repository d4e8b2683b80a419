using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace OrleansML.Learning.Features;

/// <summary>
/// Writes numbers in as few bytes as they need. An unsigned number takes 1 byte below 2^7, 2 below 2^14, up to 9: the trailing zeros of the first
/// byte tell how many follow. A double is written as the unsigned number of its bytes in reverse, so that small whole numbers take 2 to 4.
/// </summary>
internal readonly ref struct CompactWriter(IBufferWriter<byte> destination)
{
    public void WriteByte(byte value)
    {
        destination.GetSpan(1)[0] = value;
        destination.Advance(1);
    }

    public void WriteUnsigned(ulong value)
    {
        var span = destination.GetSpan(9);
        var bits = 64 - BitOperations.LeadingZeroCount(value | 1);
        var extra = (bits - 1) / 7;
        if (extra >= 8)
        {
            span[0] = 0;
            BinaryPrimitives.WriteUInt64LittleEndian(span[1..], value);
            destination.Advance(9);
            return;
        }

        var shifted = ((value << 1) | 1) << extra;
        for (var index = 0; index <= extra; index++)
            span[index] = (byte)(shifted >> (8 * index));
        destination.Advance(extra + 1);
    }

    public void WriteSigned(long value) => WriteUnsigned((ulong)((value << 1) ^ (value >> 63)));

    public void WriteDouble(double value) => WriteUnsigned(BinaryPrimitives.ReverseEndianness(BitConverter.DoubleToUInt64Bits(value)));

    public void WriteText(string value)
    {
        var count = Encoding.UTF8.GetByteCount(value);
        WriteUnsigned((ulong)count);
        destination.Advance(Encoding.UTF8.GetBytes(value, destination.GetSpan(Math.Max(count, 1))));
    }

    public void WriteBytes(ReadOnlySpan<byte> value) => destination.Write(value);

    public void WriteValue(in FeatureValue value)
    {
        if (value.Type is not { } type)
        {
            WriteByte(0);
            return;
        }

        WriteByte((byte)(type + 1));
        if (value.TryGetText(out var text))
            WriteText(text);
        else if (type == FeatureType.Double)
            WriteDouble(BitConverter.Int64BitsToDouble(value.Bits));
        else
            WriteSigned(value.Bits);
    }
}
