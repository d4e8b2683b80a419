using OrleansML.Training.Onnx.Graph;
using OrleansML.Training.Onnx.Types;

namespace OrleansML.Training.Onnx.Operators.Shapes;

/// <summary>Padding by a constant, by reflection, by the edge or around the corner; negative pads cut.</summary>
internal static class PadOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.AddUnary("Pad", 6, GradientRule.Inputs(0), node =>
        {
            var pads = node.Integers("pads") ?? throw new NotSupportedException("the attribute 'pads' is missing");
            var value = node.Number("value", 0);
            var mode = ModeOf(node);
            return x => Pad(x, pads, null, mode, value);
        });
        table.Add("Pad", 11, GradientRule.Inputs(0), node =>
        {
            var mode = ModeOf(node);
            return call =>
            {
                var value = call.Optional(2) is { } constant ? TorchTensors.ToDouble(constant) : 0;
                return [Pad(call[0], call.Integers(1)!, call.Integers(3), mode, value)];
            };
        });
    }

    /// <summary>Pads axes from <paramref name="firstAxis"/> on with a constant.</summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="begins">Elements before each axis; negative cuts.</param>
    /// <param name="ends">Elements behind each axis; negative cuts.</param>
    /// <param name="firstAxis">The axis that the first entry stands for; the last entry must stand for the last axis.</param>
    /// <param name="value">The constant.</param>
    public static Tensor PadConstant(Tensor x, ReadOnlySpan<long> begins, ReadOnlySpan<long> ends, int firstAxis, double value)
    {
        if (begins.IndexOfAnyExcept(0) < 0 && ends.IndexOfAnyExcept(0) < 0)
            return x;

        // Torch takes pairs, the last axis first.
        var pads = new long[2 * (x.ndim - firstAxis)];
        for (var index = 0; index < begins.Length; index++)
        {
            pads[pads.Length - 2 * index - 2] = begins[index];
            pads[pads.Length - 2 * index - 1] = ends[index];
        }

        return torch.nn.functional.pad(x, pads, PaddingModes.Constant, value);
    }

    private static string ModeOf(NodeReader node) => node.Text("mode", "constant") switch
    {
        ("constant" or "reflect" or "edge" or "wrap") and var mode => mode,
        var other => throw new NotSupportedException($"mode is '{other}'; supported: constant, reflect, edge, wrap"),
    };

    private static Tensor Pad(Tensor x, long[] pads, long[]? axes, string mode, double value)
    {
        var count = pads.Length / 2;
        var begins = new long[x.ndim];
        var ends = new long[x.ndim];
        for (var index = 0; index < count; index++)
        {
            var axis = axes is null ? index : axes[index] < 0 ? axes[index] + x.ndim : axes[index];
            (begins[axis], ends[axis]) = (pads[index], pads[index + count]);
        }

        if (mode == "constant")
            return PadConstant(x, begins, ends, 0, value);

        for (var axis = 0; axis < x.ndim; axis++)
        {
            if (begins[axis] != 0 || ends[axis] != 0)
                x = x.index_select(axis, Sources(x.shape[axis], begins[axis], ends[axis], mode));
        }

        return x;
    }

    // Torch reflects and repeats only the last axes of some ranks; choosing elements by index does so for all.
    private static Tensor Sources(long size, long begin, long end, string mode)
    {
        var sources = new long[begin + size + end];
        var period = Math.Max(1, 2 * (size - 1));
        for (var index = 0; index < sources.Length; index++)
        {
            var position = index - begin;
            sources[index] = mode switch
            {
                "edge" => Math.Clamp(position, 0, size - 1),
                "wrap" => Modulo(position, size),
                _ => size - 1 - Math.Abs(Modulo(position, period) - (size - 1)),
            };
        }

        return torch.tensor(sources);
    }

    private static long Modulo(long value, long divisor) => (value % divisor + divisor) % divisor;
}
