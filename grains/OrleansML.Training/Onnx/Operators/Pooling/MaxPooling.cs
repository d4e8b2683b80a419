using OrleansML.Training.Onnx.Graph;
using OrleansML.Training.Onnx.Operators.Convolution;
using OrleansML.Training.Onnx.Operators.Shapes;

namespace OrleansML.Training.Onnx.Operators.Pooling;

/// <summary>Maxima over windows and, where wanted, where in the whole input they lie.</summary>
internal static class MaxPooling
{
    public static Kernel Compile(NodeReader node)
    {
        var attributes = SpatialWindow.Read(node);
        var kernel = PoolingOperators.KernelOf(attributes);
        var isColumnMajor = node.Flag("storage_order");
        var wantsIndices = node.HasOutput(1);
        return call =>
        {
            var x = call[0];
            var window = attributes.Place(x.shape.AsSpan(2), kernel);

            // Torch pools floating-point numbers only; those of 64 bits hold all integers that this operator takes.
            var (maxima, indices) = Pool(x.is_integral() ? x.to_type(ScalarType.Float64) : x, window);
            return wantsIndices
                ? [maxima.to_type(x.dtype), InWholeInput(indices, x.shape, window, isColumnMajor)]
                : [maxima.to_type(x.dtype)];
        };
    }

    private static (Tensor Maxima, Tensor Indices) Pool(Tensor x, WindowPlacement window)
    {
        var padded = PadOperators.PadConstant(x, window.Begins, window.EndsWithOverhang, 2, double.NegativeInfinity);
        var (kernel, strides, dilations) = (window.Kernel, window.Strides, window.Dilations);
        return kernel.Length switch
        {
            1 => torch.nn.functional.max_pool1d_with_indices(padded, kernel[0], strides[0], 0, dilations[0]),
            2 => torch.nn.functional.max_pool2d_with_indices(padded, kernel, strides, [0, 0], dilations),
            3 => torch.nn.functional.max_pool3d_with_indices(padded, kernel, strides, [0, 0, 0], dilations),
            var rank => throw ConvolutionOperators.WrongRank(rank),
        };
    }

    // Torch counts within one padded image, ONNX over the whole input without padding.
    private static Tensor InWholeInput(Tensor indices, long[] shape, WindowPlacement window, bool isColumnMajor)
    {
        var rank = window.Kernel.Length;
        var ends = window.EndsWithOverhang;
        var position = indices;
        var coordinates = new Tensor[rank];
        for (var axis = rank - 1; axis >= 0; axis--)
        {
            var padded = shape[axis + 2] + window.Begins[axis] + ends[axis];
            coordinates[axis] = position.remainder(padded).sub(window.Begins[axis]);
            position = position.div(padded, torch.RoundingMode.floor);
        }

        var order = Enumerable.Range(0, rank);
        var within = torch.zeros_like(indices);
        foreach (var axis in isColumnMajor ? order.Reverse() : order)
            within = within.mul(shape[axis + 2]).add(coordinates[axis]);

        var image = shape.Skip(2).Aggregate(1L, (count, size) => count * size);
        var first = torch.arange(shape[0] * shape[1], ScalarType.Int64, indices.device).mul(image);
        return within.add(first.reshape([shape[0], shape[1], .. SpatialWindow.Ones(rank)]));
    }
}
