using System.Buffers;
using OrleansML.Learning.Features;

namespace OrleansML.Learning.Sketches;

/// <summary>A KLL sketch as bytes: k, k of the error, state, number of values; if there are any, their range, and level by level its size and values.</summary>
internal static class KllFormat
{
    private const int MostLevels = 60;

    public static void Write(in CompactWriter writer, KllSketch sketch)
    {
        writer.WriteUnsigned((ulong)sketch.K);
        writer.WriteUnsigned((ulong)sketch.ErrorK);
        writer.WriteUnsigned(sketch.State);
        writer.WriteUnsigned((ulong)sketch.Count);
        if (sketch.Count == 0)
            return;

        writer.WriteDouble(sketch.Minimum);
        writer.WriteDouble(sketch.Maximum);
        writer.WriteUnsigned((ulong)sketch.Levels);
        for (var level = 0; level < sketch.Levels; level++)
        {
            var values = sketch.Level(level);
            writer.WriteUnsigned((ulong)values.Length);
            foreach (var value in values)
                writer.WriteDouble(value);
        }
    }

    public static KllSketch Read(ref CompactReader reader)
    {
        var k = reader.ReadUnsigned();
        var errorK = reader.ReadUnsigned();
        var state = reader.ReadUnsigned();
        var count = reader.ReadUnsigned();
        if (k is < KllSketch.MinimumK or > KllSketch.MaximumK || errorK < KllSketch.MinimumK || errorK > k || count > long.MaxValue)
            throw reader.Damaged();
        if (count == 0)
            return errorK == k ? new KllSketch((int)k, state) : throw reader.Damaged();

        var (minimum, maximum) = (reader.ReadDouble(), reader.ReadDouble());
        var levels = reader.ReadCount(1);
        if (levels is 0 or > MostLevels)
            throw reader.Damaged();

        // No more than the sketch may hold, nor than bytes are left.
        var most = Math.Min(levels == 1 ? (int)k : KllCapacity.OfAll((int)k, levels), reader.Remaining);
        var values = ArrayPool<double>.Shared.Rent(most);
        try
        {
            var sizes = new int[levels];
            var filled = 0;
            var weight = 0UL;
            for (var level = 0; level < levels; level++)
            {
                sizes[level] = reader.ReadCount(1);
                if (sizes[level] > most - filled)
                    throw reader.Damaged();
                weight += (ulong)sizes[level] << level;
                ReadLevel(ref reader, values.AsSpan(filled, sizes[level]), minimum, maximum);
                filled += sizes[level];
            }

            if (weight != count)
                throw reader.Damaged();

            var capacity = levels == 1 ? filled : KllCapacity.OfAll((int)k, levels);
            var items = new double[capacity];
            values.AsSpan(0, filled).CopyTo(items.AsSpan(capacity - filled));
            var bounds = new int[levels + 1];
            bounds[^1] = capacity;
            for (var level = levels - 1; level >= 0; level--)
                bounds[level] = bounds[level + 1] - sizes[level];
            return new KllSketch((int)k, (int)errorK, state, (long)count, minimum, maximum, items, bounds);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(values);
        }
    }

    private static void ReadLevel(ref CompactReader reader, Span<double> values, double minimum, double maximum)
    {
        reader.ReadDoubles(values);
        var before = minimum;
        foreach (var value in values)
        {
            if (!(value >= before && value <= maximum))
                throw reader.Damaged();
            before = value;
        }
    }
}
