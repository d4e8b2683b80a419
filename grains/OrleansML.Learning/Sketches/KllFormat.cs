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

        var sizes = new int[levels];
        var values = new List<double>();
        var weight = 0UL;
        for (var level = 0; level < levels; level++)
        {
            sizes[level] = reader.ReadCount(1);
            weight += (ulong)sizes[level] << level;
            ReadLevel(ref reader, values, sizes[level], minimum, maximum);
        }

        var capacity = levels == 1 ? values.Count : KllCapacity.OfAll((int)k, levels);
        if (weight != count || values.Count > capacity || (levels == 1 && values.Count > (int)k))
            throw reader.Damaged();

        var items = new double[capacity];
        values.CopyTo(items, capacity - values.Count);
        var bounds = new int[levels + 1];
        bounds[^1] = capacity;
        for (var level = levels - 1; level >= 0; level--)
            bounds[level] = bounds[level + 1] - sizes[level];
        return new KllSketch((int)k, (int)errorK, state, (long)count, minimum, maximum, items, bounds);
    }

    private static void ReadLevel(ref CompactReader reader, List<double> values, int size, double minimum, double maximum)
    {
        var before = minimum;
        for (var index = 0; index < size; index++)
        {
            var value = reader.ReadDouble();
            if (!(value >= before && value <= maximum))
                throw reader.Damaged();
            values.Add(value);
            before = value;
        }
    }
}
