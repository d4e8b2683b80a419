using System.Buffers;

namespace OrleansML.Learning.Sketches;

/// <summary>Merges the levels of two sketches and compacts from the lowest up, until they fit.</summary>
internal readonly struct KllMerge(int k, Func<ReadOnlySpan<double>, int> toss)
{
    public (double[] Items, int[] Bounds) Merge(KllSketch left, KllSketch right)
    {
        // A level is merged behind those that are done, from both sides and from what the level below it carried up.
        var size = left.Retained + right.Retained;
        var (done, both, carried) = (ArrayPool<double>.Shared.Rent(size), ArrayPool<double>.Shared.Rent(size), ArrayPool<double>.Shared.Rent(size));
        var levels = Math.Max(left.Levels, right.Levels);
        var capacity = KllCapacity.OfAll(k, levels);
        var retained = size;
        var starts = new List<int>(levels + 2);
        var (end, carriedCount) = (0, 0);
        for (var level = 0; level < levels; level++)
        {
            starts.Add(end);
            var bothCount = Interleave(left.Level(level), right.Level(level), both);
            var count = Interleave(both.AsSpan(0, bothCount), carried.AsSpan(0, carriedCount), done.AsSpan(end));
            carriedCount = 0;
            if (retained >= capacity && count >= KllCapacity.OfLevel(k, levels, level))
            {
                if (level == levels - 1)
                    capacity = KllCapacity.OfAll(k, ++levels);
                carriedCount = Halve(done.AsSpan(end, count), carried);
                retained -= carriedCount;
                count &= 1;
            }

            end += count;
        }

        var items = new double[capacity];
        done.AsSpan(0, end).CopyTo(items.AsSpan(capacity - end));
        int[] bounds = [.. starts.Select(start => start + capacity - end), capacity];
        ArrayPool<double>.Shared.Return(done);
        ArrayPool<double>.Shared.Return(both);
        ArrayPool<double>.Shared.Return(carried);
        return (items, bounds);
    }

    /// <summary>Merges two sorted lists without a branch that depends on their values, which no processor could foresee.</summary>
    /// <returns>Number of values written.</returns>
    internal static int Interleave(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> destination)
    {
        var (first, second) = (0, 0);
        while (first < left.Length && second < right.Length)
        {
            var (leftValue, rightValue) = (left[first], right[second]);
            destination[first + second] = double.MinNative(leftValue, rightValue);
            var isLeft = leftValue <= rightValue ? 1 : 0;
            first += isLeft;
            second += 1 - isLeft;
        }

        left[first..].CopyTo(destination[(first + second)..]);
        right[second..].CopyTo(destination[(left.Length + second)..]);
        return left.Length + right.Length;
    }

    // Of an odd number, the first stays where it is.
    private int Halve(ReadOnlySpan<double> values, Span<double> carried)
    {
        var pairs = values[(values.Length & 1)..];
        var offset = toss(pairs);
        for (var index = 0; index < pairs.Length / 2; index++)
            carried[index] = pairs[(index * 2) + offset];
        return pairs.Length / 2;
    }
}
