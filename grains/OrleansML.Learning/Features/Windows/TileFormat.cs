using System.Buffers;
using OrleansML.Learning.Sketches;

namespace OrleansML.Learning.Features.Windows;

/// <summary>The parts of a tile as bytes.</summary>
internal static class TileFormat
{
    public static void Write(TileLayout layout, ReadOnlySpan<long> tile, CompactWriter writer)
    {
        foreach (var word in tile[2..DoublesEnd(layout)])
            writer.WriteDouble(BitConverter.Int64BitsToDouble(word));
        if (layout.Last < 0)
            return;

        // Near each other and near the tile's start: differences are short.
        var (eventTime, createdTime) = (tile[layout.Last], tile[layout.Last + 1]);
        writer.WriteUnsigned((ulong)(eventTime - (tile[TileLayout.Tile] * layout.Hop)));
        writer.WriteSigned(createdTime - eventTime);
        if (!layout.KeepsTexts)
            writer.WriteValue(FeatureValue.FromBits(layout.Type, tile[layout.Last + 2]));
    }

    public static void Read(TileLayout layout, Span<long> tile, ref CompactReader reader)
    {
        foreach (ref var word in tile[2..DoublesEnd(layout)])
            word = BitConverter.DoubleToInt64Bits(reader.ReadDouble());
        if (layout.Last < 0)
            return;

        tile[layout.Last] = (long)reader.ReadUnsigned() + (tile[TileLayout.Tile] * layout.Hop);
        tile[layout.Last + 1] = tile[layout.Last] + reader.ReadSigned();
        if (!layout.KeepsTexts)
            tile[layout.Last + 2] = reader.ReadValue().Bits;
    }

    public static void Write(HyperLogLog sketch, CompactWriter writer)
    {
        var buffer = new ArrayBufferWriter<byte>();
        sketch.WriteTo(buffer);
        writer.WriteUnsigned((ulong)buffer.WrittenCount);
        writer.WriteBytes(buffer.WrittenSpan);
    }

    public static HyperLogLog ReadSketch(TileLayout layout, ref CompactReader reader)
    {
        var sketch = HyperLogLog.ReadFrom(reader.ReadBytes(reader.ReadCount(1)));
        return sketch.Precision == layout.Precision ? sketch : throw reader.Damaged();
    }

    private static int DoublesEnd(TileLayout layout) => layout.Last < 0 ? layout.Stride : layout.Last;
}
