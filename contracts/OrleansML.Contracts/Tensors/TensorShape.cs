namespace OrleansML.Tensors;

/// <summary>Arithmetic and text of shapes.</summary>
public static class TensorShape
{
    /// <summary>Number of elements; 1 for a scalar.</summary>
    /// <exception cref="OverflowException">The product exceeds 2^63 - 1.</exception>
    public static long ElementCount(ReadOnlySpan<long> shape)
    {
        var count = 1L;
        foreach (var axis in shape)
            count = checked(count * axis);
        return count;
    }

    /// <summary>Text such as <c>[-1,30]</c>; -1 stands for any length.</summary>
    public static string Format(ReadOnlySpan<long> shape) => $"[{string.Join(",", shape.ToArray())}]";
}
