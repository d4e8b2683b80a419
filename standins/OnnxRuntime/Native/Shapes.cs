namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Arithmetic on tensor shapes.</summary>
internal static class Shapes
{
    /// <summary>The number of elements; 1 for a scalar.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative.</exception>
    /// <exception cref="OverflowException">The product does not fit.</exception>
    public static long CountElements(ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (var dimension in shape)
        {
            if (dimension < 0)
                throw new ArgumentOutOfRangeException(nameof(shape), dimension, $"Shape must not have negative elements: {dimension}");
            count = checked(count * dimension);
        }

        return count;
    }
}
