using OrleansML.Training.Onnx.Graph;
using OrleansML.Training.Onnx.Operators.Shapes;

namespace OrleansML.Training.Onnx.Operators.Convolution;

/// <summary>Convolutions and transposed convolutions over one to three spatial axes.</summary>
internal static class ConvolutionOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Conv", 6, GradientRule.All, Convolution);
        table.Add("ConvTranspose", 6, GradientRule.All, Transposed);
    }

    /// <summary>A convolution without padding beyond what torch pads itself.</summary>
    public static Tensor Convolve(Tensor x, Tensor weight, Tensor? bias, WindowPlacement window, long groups)
    {
        var padding = window.Begins;
        if (!window.IsSymmetric)
        {
            x = PadOperators.PadConstant(x, window.Begins, window.EndsWithOverhang, 2, 0);
            padding = new long[padding.Length];
        }

        return padding.Length switch
        {
            1 => torch.nn.functional.conv1d(x, weight, bias, window.Strides[0], padding[0], window.Dilations[0], groups),
            2 => torch.nn.functional.conv2d(x, weight, bias, window.Strides, padding, window.Dilations, groups),
            3 => torch.nn.functional.conv3d(x, weight, bias, window.Strides, padding, window.Dilations, groups),
            var rank => throw WrongRank(rank),
        };
    }

    public static NotSupportedException WrongRank(int rank) => new($"The input has {rank} spatial axes; 1 to 3 are supported.");

    private static Kernel Convolution(NodeReader node)
    {
        var attributes = SpatialWindow.Read(node);
        var groups = node.Integer("group", 1);
        return call =>
        {
            var (x, weight) = (call[0], call[1]);
            var window = attributes.Place(x.shape.AsSpan(2), weight.shape[2..]);
            return [Convolve(x, weight, call.Optional(2), window, groups)];
        };
    }

    private static Kernel Transposed(NodeReader node)
    {
        var attributes = SpatialWindow.Read(node);
        var groups = node.Integer("group", 1);
        var extra = node.Integers("output_padding");
        var wanted = node.Integers("output_shape");
        return call =>
        {
            var (x, weight) = (call[0], call[1]);
            var window = attributes.Place(x.shape.AsSpan(2), weight.shape[2..]);
            var (begins, ends) = Borders(attributes, window, x.shape[2..], extra, wanted);
            var y = Spread(x, weight, window, groups);

            // The borders of the whole result are cut or, for output padding, added; the bias holds there too.
            y = PadOperators.PadConstant(y, begins, ends, 2, 0);
            return [call.Optional(2) is { } bias ? y.add(bias.reshape([-1, .. SpatialWindow.Ones(begins.Length)])) : y];
        };
    }

    private static Tensor Spread(Tensor x, Tensor weight, WindowPlacement window, long groups) => window.Strides.Length switch
    {
        1 => torch.nn.functional.conv_transpose1d(x, weight, null, window.Strides[0], 0, 0, window.Dilations[0], groups),
        2 => torch.nn.functional.conv_transpose2d(x, weight, null, window.Strides, [0, 0], [0, 0], window.Dilations, groups),
        3 => torch.nn.functional.conv_transpose3d(x, weight, null, window.Strides, [0, 0, 0], [0, 0, 0], window.Dilations, groups),
        var rank => throw WrongRank(rank),
    };

    private static (long[] Begins, long[] Ends) Borders(
        SpatialWindow attributes, WindowPlacement window, long[] sizes, long[]? extra, long[]? wanted)
    {
        var rank = sizes.Length;
        var begins = new long[rank];
        var ends = new long[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            var full = window.Strides[axis] * (sizes[axis] - 1) + (window.Kernel[axis] - 1) * window.Dilations[axis] + 1;
            var beyond = extra is null ? 0 : extra[axis];
            long? target = wanted is not null ? wanted[^(rank - axis)]
                : attributes.AutoPad is "SAME_UPPER" or "SAME_LOWER" ? sizes[axis] * window.Strides[axis]
                : null;
            if (target is { } size)
            {
                // A result that is to be larger than the full one grows at its end.
                var cut = Math.Max(0, full + beyond - size);
                begins[axis] = -(attributes.AutoPad == "SAME_UPPER" ? cut / 2 : cut - cut / 2);
                ends[axis] = size - full - begins[axis];
            }
            else
            {
                (begins[axis], ends[axis]) = (-window.Begins[axis], beyond - window.Ends[axis]);
            }
        }

        return (begins, ends);
    }
}
