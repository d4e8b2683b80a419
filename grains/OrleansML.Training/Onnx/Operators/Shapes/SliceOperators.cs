namespace OrleansML.Training.Onnx.Operators.Shapes;

/// <summary>Slices with the index rules of Python: negative from the end, clamped, any step but zero.</summary>
internal static class SliceOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.AddUnary("Slice", 6, GradientRule.Inputs(0), node =>
        {
            var starts = node.Integers("starts") ?? throw new NotSupportedException("the attribute 'starts' is missing");
            var ends = node.Integers("ends") ?? throw new NotSupportedException("the attribute 'ends' is missing");
            var axes = node.Integers("axes");
            return x => Slice(x, starts, ends, axes, null);
        }, CarriedRule.Moves(0));
        table.Add("Slice", 10, GradientRule.Inputs(0), _ => call =>
            [Slice(call[0], call.Integers(1)!, call.Integers(2)!, call.Integers(3), call.Integers(4))], CarriedRule.Moves(0));
    }

    private static Tensor Slice(Tensor x, long[] starts, long[] ends, long[]? axes, long[]? steps)
    {
        for (var index = 0; index < starts.Length; index++)
        {
            var axis = axes is null ? index : axes[index];
            x = Slice(x, axis < 0 ? axis + x.ndim : axis, starts[index], ends[index], steps is null ? 1 : steps[index]);
        }

        return x;
    }

    private static Tensor Slice(Tensor x, long axis, long start, long end, long step)
    {
        var size = x.shape[axis];
        if (step == 0)
            throw new InvalidOperationException($"The step of axis {axis} is 0; any other is allowed.");
        if (step > 0)
        {
            start = Math.Clamp(start < 0 ? start + size : start, 0, size);
            end = Math.Clamp(end < 0 ? end + size : end, start, size);
            return x.slice(axis, start, end, step);
        }

        // Torch has no negative steps: walk the mirrored axis forwards.
        start = Math.Clamp(start < 0 ? start + size : start, -1, size - 1);
        end = Math.Clamp(end < 0 ? end + size : end, -1, start);
        return x.flip(axis).slice(axis, size - 1 - start, size - 1 - end, -step);
    }
}
