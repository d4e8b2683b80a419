namespace OrleansML.Learning.Onnx;

/// <summary>Bounds that a model file must keep to be read.</summary>
public sealed record OnnxReadLimits
{
    /// <summary>The default bounds.</summary>
    public static OnnxReadLimits Default { get; } = new();

    /// <summary>
    /// The largest accepted file in bytes, checked before the file is read. Range 1 to 2,147,483,591 (the largest array);
    /// default 1 GiB. Reading needs about twice the file's size in memory.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public long MaximumBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaximumBytes));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Array.MaxLength, nameof(MaximumBytes));
            field = value;
        }
    } = 1L << 30;

    /// <summary>
    /// The newest accepted version of the ai.onnx operators; no bound by default, since the runtime that loads the model
    /// has the last word.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public long MaximumOpsetVersion
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaximumOpsetVersion));
            field = value;
        }
    } = long.MaxValue;
}
