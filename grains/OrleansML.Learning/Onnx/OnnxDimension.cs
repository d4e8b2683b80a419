namespace OrleansML.Learning.Onnx;

/// <summary>One dimension of a graph input or output: a fixed size, or a name for a size that is known only at run time.</summary>
public readonly record struct OnnxDimension
{
    private readonly long _size;
    private readonly string? _name;

    private OnnxDimension(long size, string? name)
    {
        _size = size;
        _name = name;
    }

    /// <summary>A fixed size.</summary>
    /// <param name="size">The number of elements; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public static implicit operator OnnxDimension(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return new OnnxDimension(size, null);
    }

    /// <summary>A size known at run time; dimensions of the same name have the same size.</summary>
    /// <param name="name">The name, for example <c>N</c> for the batch.</param>
    /// <exception cref="ArgumentException">The name is null or empty.</exception>
    public static implicit operator OnnxDimension(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new OnnxDimension(0, name);
    }

    internal TensorShapeProto.Types.Dimension ToProto() =>
        _name is null ? new() { DimValue = _size } : new() { DimParam = _name };
}
