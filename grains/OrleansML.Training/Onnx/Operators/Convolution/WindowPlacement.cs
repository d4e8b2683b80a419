namespace OrleansML.Training.Onnx.Operators.Convolution;

/// <summary>A window with all its numbers, one per spatial axis.</summary>
/// <param name="Kernel">Sizes of the kernel.</param>
/// <param name="Strides">Steps between windows.</param>
/// <param name="Dilations">Steps between the elements of a window.</param>
/// <param name="Begins">Padding before.</param>
/// <param name="Ends">Padding behind.</param>
/// <param name="Overhangs">What the last window needs beyond the padding where sizes are rounded up.</param>
internal sealed record WindowPlacement(long[] Kernel, long[] Strides, long[] Dilations, long[] Begins, long[] Ends, long[] Overhangs)
{
    /// <summary>Whether torch's own padding, the same on both sides, does.</summary>
    public bool IsSymmetric => Begins.AsSpan().SequenceEqual(Ends) && !Overhangs.AsSpan().ContainsAnyExcept(0);

    public bool HasPadding => Begins.Concat(Ends).Concat(Overhangs).Any(size => size != 0);

    /// <summary>Padding behind, the overhang included.</summary>
    public long[] EndsWithOverhang => [.. Ends.Zip(Overhangs, (end, overhang) => end + overhang)];
}
