namespace OrleansML.Training.Onnx.Operators.Reductions;

/// <summary>Reductions over axes: those of an attribute at first, of an input later.</summary>
internal static class ReductionOperators
{
    public static void AddTo(OperatorTable table)
    {
        Add(table, "ReduceSum", 13, (x, axes, keep) => x.sum(axes, keep, x.dtype));
        Add(table, "ReduceMean", 18, (x, axes, keep) => x.is_integral() ? WholeMean(x, axes, keep) : x.mean(axes, keep));
        Add(table, "ReduceL1", 18, (x, axes, keep) => x.abs().sum(axes, keep, x.dtype));
        Add(table, "ReduceL2", 18, (x, axes, keep) => Widen(x).square().sum(axes, keep).sqrt().to_type(x.dtype));
        Add(table, "ReduceSumSquare", 18, (x, axes, keep) => x.square().sum(axes, keep, x.dtype));
        Add(table, "ReduceLogSum", 18, (x, axes, keep) => Widen(x).sum(axes, keep).log().to_type(x.dtype));
        Add(table, "ReduceLogSumExp", 18, (x, axes, keep) => LogSumExp(Widen(x), axes, keep).to_type(x.dtype));
        Add(table, "ReduceProd", 18, Product);
        Add(table, "ReduceMax", 18, (x, axes, keep) => x.numel() == 0 ? Empty(x, axes, keep, isMaximum: true) : x.amax(axes, keep));
        Add(table, "ReduceMin", 18, (x, axes, keep) => x.numel() == 0 ? Empty(x, axes, keep, isMaximum: false) : x.amin(axes, keep));
        AddArg(table, "ArgMax", (x, axis, keep) => x.argmax(axis, keep));
        AddArg(table, "ArgMin", (x, axis, keep) => x.argmin(axis, keep));
    }

    private static void Add(OperatorTable table, string name, long axesAreInputSince, Func<Tensor, long[], bool, Tensor> compute)
    {
        table.Add(name, 6, GradientRule.All, node =>
        {
            var axes = node.Integers("axes") ?? [];
            var keep = node.Flag("keepdims", true);
            return call => [Reduce(call[0], axes, keep, noopWithoutAxes: false, compute)];
        });
        table.Add(name, axesAreInputSince, GradientRule.Inputs(0), node =>
        {
            var keep = node.Flag("keepdims", true);
            var noop = node.Flag("noop_with_empty_axes");
            return call => [Reduce(call[0], call.Integers(1) ?? [], keep, noop, compute)];
        });
    }

    private static Tensor Reduce(Tensor x, long[] axes, bool keep, bool noopWithoutAxes, Func<Tensor, long[], bool, Tensor> compute)
    {
        if (axes.Length == 0 && noopWithoutAxes)
            return x;

        axes = axes.Length == 0 ? [.. Enumerable.Range(0, (int)x.ndim)] : [.. axes.Select(axis => axis < 0 ? axis + x.ndim : axis)];

        // A single number has no axes to name, and torch takes none as all.
        return x.ndim == 0 ? compute(x.reshape(1), [0], false) : compute(x, axes, keep);
    }

    private static void AddArg(OperatorTable table, string name, Func<Tensor, long, bool, Tensor> compute)
    {
        table.AddUnary(name, 6, GradientRule.None, node =>
        {
            var axis = node.Integer("axis", 0);
            var keep = node.Flag("keepdims", true);
            if (!node.Flag("select_last_index"))
                return x => compute(x, axis, keep);

            return x => compute(x.flip(axis), axis, keep).neg().add(x.shape[axis < 0 ? axis + x.ndim : axis] - 1);
        });
    }

    // Integer tensors have no square root and no logarithm of their own.
    private static Tensor Widen(Tensor x) => x.is_integral() ? x.to_type(ScalarType.Float64) : x;

    private static Tensor WholeMean(Tensor x, long[] axes, bool keep) =>
        x.sum(axes, keep).div(axes.Aggregate(1L, (count, axis) => count * x.shape[axis]), torch.RoundingMode.trunc).to_type(x.dtype);

    private static Tensor Product(Tensor x, long[] axes, bool keep)
    {
        // From the last axis to the first, so that removing one does not move those that are still to come.
        return axes.OrderDescending().Aggregate(x, (product, axis) => product.prod(axis, keep, x.dtype));
    }

    private static Tensor LogSumExp(Tensor x, long[] axes, bool keep)
    {
        if (x.numel() == 0)
            return x.exp().sum(axes, keep).log();

        // The largest element is taken out so that no exponential overflows; as a constant, it does not change the gradient.
        var largest = x.detach().amax(axes, true);
        largest = torch.where(largest.isfinite(), largest, torch.zeros_like(largest));
        var sum = x.sub(largest).exp().sum(axes, true).log().add(largest);
        return keep ? sum : sum.reshape([.. x.shape.Where((_, axis) => !axes.Contains(axis))]);
    }

    private static Tensor Empty(Tensor x, long[] axes, bool keep, bool isMaximum)
    {
        var shape = x.shape.Select((size, axis) => axes.Contains(axis) ? 1 : size).Where((_, axis) => keep || !axes.Contains(axis));
        return torch.full([.. shape], Extreme(x.dtype, isMaximum), x.dtype, x.device);
    }

    /// <summary>What the maximum, or the minimum, of nothing is: the smallest, or the largest, value of the type.</summary>
    private static Scalar Extreme(ScalarType type, bool smallest) => type switch
    {
        ScalarType.Bool => !smallest,
        ScalarType.Byte => smallest ? byte.MinValue : byte.MaxValue,
        ScalarType.Int8 => smallest ? sbyte.MinValue : sbyte.MaxValue,
        ScalarType.Int16 => smallest ? short.MinValue : short.MaxValue,
        ScalarType.Int32 => smallest ? int.MinValue : int.MaxValue,
        ScalarType.Int64 => smallest ? long.MinValue : long.MaxValue,
        _ => smallest ? double.NegativeInfinity : double.PositiveInfinity,
    };
}
