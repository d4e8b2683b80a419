using OrleansML.Training.Onnx.Graph;
using OrleansML.Training.Onnx.Operators.Convolution;
using OrleansML.Training.Onnx.Operators.Shapes;

namespace OrleansML.Training.Onnx.Operators.Pooling;

/// <summary>Pooling over windows and over whole images.</summary>
internal static class PoolingOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("MaxPool", 6, GradientRule.All.FirstOutputs(1), MaxPooling.Compile);
        table.Add("AveragePool", 6, GradientRule.All, AveragePool);
        table.AddUnary("GlobalAveragePool", 6, GradientRule.All, x => x.mean(SpatialAxes(x), true));
        table.AddUnary("GlobalMaxPool", 6, GradientRule.All, x => x.amax(SpatialAxes(x), true));
    }

    /// <summary>The kernel of a pooling node.</summary>
    /// <exception cref="NotSupportedException">The node has none.</exception>
    public static long[] KernelOf(SpatialWindow attributes) =>
        attributes.Kernel ?? throw new NotSupportedException("the attribute 'kernel_shape' is missing");

    private static long[] SpatialAxes(Tensor x) => [.. Enumerable.Range(2, (int)x.ndim - 2)];

    private static Kernel AveragePool(NodeReader node)
    {
        var attributes = SpatialWindow.Read(node);
        var kernel = KernelOf(attributes);
        var countsPadding = node.Flag("count_include_pad");
        return call => [Average(call[0], attributes.Place(call[0].shape.AsSpan(2), kernel), countsPadding)];
    }

    private static Tensor Average(Tensor x, WindowPlacement window, bool countsPadding)
    {
        if (!window.HasPadding)
            return Sum(x, window).div(window.Kernel.Aggregate(1L, (count, size) => count * size));

        // Each window is divided by the number of its elements that count.
        var counted = torch.ones([1, 1, .. x.shape[2..]], x.dtype, x.device);
        counted = PadOperators.PadConstant(counted, window.Begins, window.Ends, 2, countsPadding ? 1 : 0);
        counted = PadOperators.PadConstant(counted, new long[window.Ends.Length], window.Overhangs, 2, 0);
        return Sum(PadOperators.PadConstant(x, window.Begins, window.EndsWithOverhang, 2, 0), window).div(Sum(counted, window));
    }

    // A convolution with ones, which knows dilations; channels count as images.
    private static Tensor Sum(Tensor x, WindowPlacement window)
    {
        var rank = window.Kernel.Length;
        var images = x.reshape([-1, 1, .. x.shape[2..]]);
        var none = new WindowPlacement(window.Kernel, window.Strides, window.Dilations, new long[rank], new long[rank], new long[rank]);
        var sums = ConvolutionOperators.Convolve(images, torch.ones([1, 1, .. window.Kernel], x.dtype, x.device), null, none, 1);
        return sums.reshape([x.shape[0], x.shape[1], .. sums.shape[2..]]);
    }
}
