using System.Buffers;
using System.Numerics.Tensors;
using OrleansML.Learning.Features;

namespace OrleansML.Learning.Sketches;

/// <summary>A sketch as bytes: precision, then 0 and the registers, or 1 + the number of sparse entries and their differences.</summary>
internal static class HyperLogLogFormat
{
    private const int RegisterBits = 6;

    public static void Write(IBufferWriter<byte> destination, int precision, ReadOnlySpan<uint> sparse, ReadOnlySpan<byte> registers)
    {
        var writer = new CompactWriter(destination);
        writer.WriteUnsigned((ulong)precision);
        if (!registers.IsEmpty)
        {
            writer.WriteUnsigned(0);
            WriteRegisters(destination, registers);
            return;
        }

        writer.WriteUnsigned((ulong)sparse.Length + 1);
        var before = 0u;
        foreach (var entry in sparse)
        {
            writer.WriteUnsigned(entry - before);
            before = entry;
        }
    }

    public static HyperLogLog Read(ReadOnlySpan<byte> data)
    {
        var reader = new CompactReader(data);
        var sketch = Read(ref reader);
        reader.ExpectEnd();
        return sketch;
    }

    public static HyperLogLog Read(ref CompactReader reader)
    {
        var precision = reader.ReadUnsigned();
        if (precision is < HyperLogLog.MinimumPrecision or > HyperLogLog.MaximumPrecision)
            throw reader.Damaged();

        // One more than the entries, and the reader counts what follows.
        var kind = reader.ReadUnsigned();
        return kind == 0 ? ReadRegisters(ref reader, (int)precision) : ReadSparse(ref reader, (int)precision, kind - 1);
    }

    private static HyperLogLog ReadSparse(ref CompactReader reader, int precision, ulong count)
    {
        if (count > (ulong)reader.Remaining)
            throw reader.Damaged();

        var entries = new uint[count];
        var entry = 0UL;
        for (var index = 0; index < entries.Length; index++)
        {
            var before = entry;
            entry += Math.Min(reader.ReadUnsigned(), uint.MaxValue);
            if (!HyperLogLog.IsSparseEntry(entry) || (index > 0 && !HyperLogLog.HasLaterIndex(before, entry)))
                throw reader.Damaged();
            entries[index] = (uint)entry;
        }

        return HyperLogLog.FromSparse(precision, entries);
    }

    private static void WriteRegisters(IBufferWriter<byte> destination, ReadOnlySpan<byte> registers)
    {
        for (var index = 0; index < registers.Length; index += 4)
        {
            var packed = 0;
            for (var place = 3; place >= 0; place--)
                packed = (packed << RegisterBits) | registers[index + place];
            var span = destination.GetSpan(3);
            span[0] = (byte)packed;
            span[1] = (byte)(packed >> 8);
            span[2] = (byte)(packed >> 16);
            destination.Advance(3);
        }
    }

    private static HyperLogLog ReadRegisters(ref CompactReader reader, int precision)
    {
        var packed = reader.ReadBytes((1 << precision) * 3 / 4);
        var registers = new byte[1 << precision];
        for (var index = 0; index < registers.Length; index += 4)
        {
            var three = packed.Slice(index / 4 * 3, 3);
            var word = three[0] | (three[1] << 8) | (three[2] << 16);
            var four = registers.AsSpan(index, 4);
            for (var place = 0; place < four.Length; place++)
                four[place] = (byte)((word >> (place * RegisterBits)) & 0x3F);
        }

        if (TensorPrimitives.Max<byte>(registers) > 65 - precision)
            throw reader.Damaged();
        return HyperLogLog.FromRegisters(precision, registers);
    }
}
