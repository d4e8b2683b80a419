using OrleansML.Training.Onnx.Graph;

namespace OrleansML.Training.Onnx.Operators.Convolution;

/// <summary>The attributes that say how a kernel moves over the spatial axes; null where the operator's default holds.</summary>
internal sealed record SpatialWindow(long[]? Kernel, long[]? Strides, long[]? Dilations, long[]? Pads, string AutoPad, bool RoundsUp)
{
    public static SpatialWindow Read(NodeReader node)
    {
        var autoPad = node.Text("auto_pad", "NOTSET");
        if (autoPad is not ("NOTSET" or "VALID" or "SAME_UPPER" or "SAME_LOWER"))
            throw new NotSupportedException($"auto_pad is '{autoPad}'; supported: NOTSET, VALID, SAME_UPPER, SAME_LOWER");

        return new SpatialWindow(
            node.Integers("kernel_shape"),
            node.Integers("strides"),
            node.Integers("dilations"),
            node.Integers("pads"),
            autoPad,
            node.Flag("ceil_mode"));
    }

    /// <summary>The window over an input of given spatial sizes.</summary>
    /// <param name="sizes">Spatial sizes of the input.</param>
    /// <param name="kernel">Sizes of the kernel.</param>
    public WindowPlacement Place(ReadOnlySpan<long> sizes, long[] kernel)
    {
        var rank = sizes.Length;
        var strides = Strides ?? Ones(rank);
        var dilations = Dilations ?? Ones(rank);
        var begins = new long[rank];
        var ends = new long[rank];
        var overhangs = new long[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            var extent = (kernel[axis] - 1) * dilations[axis] + 1;
            if (AutoPad is "SAME_UPPER" or "SAME_LOWER")
            {
                var outputs = (sizes[axis] + strides[axis] - 1) / strides[axis];
                var total = Math.Max(0, (outputs - 1) * strides[axis] + extent - sizes[axis]);
                begins[axis] = AutoPad == "SAME_UPPER" ? total / 2 : total - total / 2;
                ends[axis] = total - begins[axis];
            }
            else if (Pads is not null && AutoPad == "NOTSET")
            {
                (begins[axis], ends[axis]) = (Pads[axis], Pads[axis + rank]);
            }

            if (RoundsUp)
                overhangs[axis] = Overhang(sizes[axis] + begins[axis], ends[axis], extent, strides[axis]);
        }

        return new WindowPlacement(kernel, strides, dilations, begins, ends, overhangs);
    }

    public static long[] Ones(int count)
    {
        var ones = new long[count];
        Array.Fill(ones, 1);
        return ones;
    }

    // How far the last window of a size that is rounded up reaches beyond the padding; it has to start before the padding at the end.
    private static long Overhang(long sizeWithBegin, long end, long extent, long stride)
    {
        var steps = (sizeWithBegin + end - extent + stride - 1) / stride;
        if (steps * stride >= sizeWithBegin)
            steps--;
        return Math.Max(0, steps * stride + extent - sizeWithBegin - end);
    }
}
