namespace OrleansML.Learning.Sketches;

/// <summary>Merges the levels of two sketches and compacts from the lowest up, until they fit.</summary>
internal readonly struct KllMerge(int k, Func<ReadOnlySpan<double>, int> toss)
{
    public (double[] Items, int[] Bounds) Merge(KllSketch left, KllSketch right)
    {
        var levels = Math.Max(left.Levels, right.Levels);
        var capacity = KllCapacity.OfAll(k, levels);
        var retained = left.Retained + right.Retained;
        var kept = new List<double[]>(levels + 2);
        double[] carried = [];
        for (var level = 0; level < levels; level++)
        {
            var values = Interleave(Interleave(left.Level(level), right.Level(level)), carried);
            carried = [];
            if (retained >= capacity && values.Length >= KllCapacity.OfLevel(k, levels, level))
            {
                if (level == levels - 1)
                    capacity = KllCapacity.OfAll(k, ++levels);
                (values, carried) = Halve(values);
                retained -= carried.Length;
            }

            kept.Add(values);
        }

        return Pack(kept, capacity);
    }

    private (double[] Staying, double[] Carried) Halve(double[] values)
    {
        var odd = values.Length & 1;
        var pairs = values.AsSpan(odd);
        var carried = new double[pairs.Length / 2];
        var offset = toss(pairs);
        for (var index = 0; index < carried.Length; index++)
            carried[index] = pairs[(index * 2) + offset];
        return (values[..odd], carried);
    }

    private static double[] Interleave(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        if (left.IsEmpty || right.IsEmpty)
            return left.IsEmpty ? right.ToArray() : left.ToArray();

        var merged = new double[left.Length + right.Length];
        var (first, second) = (0, 0);
        for (var index = 0; index < merged.Length; index++)
            merged[index] = second == right.Length || (first < left.Length && left[first] <= right[second]) ? left[first++] : right[second++];
        return merged;
    }

    private static (double[] Items, int[] Bounds) Pack(List<double[]> levels, int capacity)
    {
        var items = new double[capacity];
        var bounds = new int[levels.Count + 1];
        bounds[^1] = capacity;
        for (var level = levels.Count - 1; level >= 0; level--)
        {
            bounds[level] = bounds[level + 1] - levels[level].Length;
            levels[level].CopyTo(items, bounds[level]);
        }

        return (items, bounds);
    }
}
