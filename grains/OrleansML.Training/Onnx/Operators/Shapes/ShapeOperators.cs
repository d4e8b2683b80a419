using OrleansML.Training.Onnx.Graph;

namespace OrleansML.Training.Onnx.Operators.Shapes;

/// <summary>Reads shapes and lays elements out anew.</summary>
internal static class ShapeOperators
{
    public static void AddTo(OperatorTable table)
    {
        var first = GradientRule.Inputs(0);
        var moves = CarriedRule.Moves(0);
        table.AddUnary("Shape", 6, GradientRule.None, Shape, CarriedRule.Shape);
        table.AddUnary("Size", 6, GradientRule.None, x => torch.tensor(x.numel()), CarriedRule.Shape);
        table.AddUnary("Flatten", 6, first, node =>
        {
            var axis = node.Integer("axis", 1);
            return x => Flatten(x, axis);
        }, moves);
        table.Add("Reshape", 6, first, node =>
        {
            var keepsZero = node.Flag("allowzero");
            return call => [Reshape(call[0], call.Integers(1)!, keepsZero)];
        }, moves);
        table.AddUnary("Transpose", 6, first, node =>
        {
            var order = node.Integers("perm");
            return x => x.permute(order ?? [.. Enumerable.Range(0, (int)x.ndim).Reverse()]);
        }, moves);
        AddWithAxes(table, "Squeeze", Squeeze);
        AddWithAxes(table, "Unsqueeze", (x, axes) => Unsqueeze(x, axes ?? throw new InvalidOperationException("The axes are missing.")));
        table.Add("Expand", 8, first, _ => call => [Expand(call[0], call.Integers(1)!)], moves);
        table.Add("Tile", 6, first, _ => call => [call[0].repeat(call.Integers(1)!)], moves);
        table.Add("Concat", 6, GradientRule.All, node =>
        {
            var axis = node.RequiredInteger("axis");
            return call => [torch.cat(call.All(), axis)];
        }, CarriedRule.MovesAll);
        AddSplit(table);
    }

    /// <summary>Two axes: the sizes before one axis multiplied, and those from it on.</summary>
    public static Tensor Flatten(Tensor x, long axis)
    {
        var leading = x.shape.Take((int)(axis < 0 ? axis + x.ndim : axis)).Aggregate(1L, (count, size) => count * size);
        return x.reshape(leading, leading == 0 ? TrailingOf(x, axis) : x.numel() / leading);
    }

    private static long TrailingOf(Tensor x, long axis) =>
        x.shape.Skip((int)(axis < 0 ? axis + x.ndim : axis)).Aggregate(1L, (count, size) => count * size);

    private static Func<Tensor, Tensor> Shape(NodeReader node)
    {
        var start = node.Integer("start", 0);
        var end = node.Integer("end", long.MaxValue);
        return x =>
        {
            var from = Clamp(start, x.ndim);
            var sizes = x.shape[from..Math.Max(from, Clamp(end, x.ndim))];
            return torch.tensor(sizes);
        };
    }

    private static int Clamp(long index, long rank) => (int)Math.Clamp(index < 0 ? index + rank : index, 0, rank);

    private static Tensor Reshape(Tensor x, long[] shape, bool keepsZero)
    {
        for (var axis = 0; axis < shape.Length && !keepsZero; axis++)
        {
            if (shape[axis] == 0)
                shape[axis] = x.shape[axis];
        }

        return x.reshape(shape);
    }

    private static void AddWithAxes(OperatorTable table, string name, Func<Tensor, long[]?, Tensor> compute)
    {
        table.AddUnary(name, 6, GradientRule.Inputs(0), node =>
        {
            var axes = node.Integers("axes");
            return x => compute(x, axes);
        }, CarriedRule.Moves(0));
        table.Add(name, 13, GradientRule.Inputs(0), _ => call => [compute(call[0], call.Integers(1))], CarriedRule.Moves(0));
    }

    private static Tensor Squeeze(Tensor x, long[]? axes)
    {
        if (axes is null)
            return x.squeeze();

        var squeezed = axes.Select(axis => axis < 0 ? axis + x.ndim : axis).ToHashSet();
        if (squeezed.FirstOrDefault(axis => x.shape[axis] != 1, -1) is >= 0 and var wrong)
            throw new InvalidOperationException($"Axis {wrong} has {x.shape[wrong]} elements; only an axis of 1 can be squeezed.");

        return x.reshape([.. x.shape.Where((_, axis) => !squeezed.Contains(axis))]);
    }

    // Axes count in the result.
    private static Tensor Unsqueeze(Tensor x, long[] axes)
    {
        var rank = x.ndim + axes.Length;
        return axes.Select(axis => axis < 0 ? axis + rank : axis).Order().Aggregate(x, (result, axis) => result.unsqueeze(axis));
    }

    // Sizes of both sides broadcast: a one in the wanted shape keeps the size there is.
    private static Tensor Expand(Tensor x, long[] wanted)
    {
        var rank = Math.Max(x.ndim, wanted.Length);
        var shape = new long[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            var own = axis + x.ndim - rank is >= 0 and var at ? x.shape[at] : 1;
            var other = axis + wanted.Length - rank is >= 0 and var there ? wanted[there] : 1;
            shape[axis] = other == 1 ? own : other;
        }

        return x.expand(shape);
    }

    private static void AddSplit(OperatorTable table)
    {
        table.Add("Split", 6, GradientRule.Inputs(0), node =>
        {
            var axis = node.Integer("axis", 0);
            var sizes = node.Integers("split");
            var parts = node.Proto.Output.Count;
            return call => Split(call[0], axis, sizes, parts);
        }, CarriedRule.Moves(0));
        table.Add("Split", 13, GradientRule.Inputs(0), node =>
        {
            var axis = node.Integer("axis", 0);
            var parts = (int)node.Integer("num_outputs", node.Proto.Output.Count);
            return call => Split(call[0], axis, call.Integers(1), parts);
        }, CarriedRule.Moves(0));
    }

    private static Tensor[] Split(Tensor x, long axis, long[]? sizes, int parts)
    {
        axis = axis < 0 ? axis + x.ndim : axis;
        if (sizes is null)
        {
            // Equal parts; where that does not work out, the last is smaller.
            var total = x.shape[axis];
            var each = (total + parts - 1) / parts;
            sizes = [.. Enumerable.Repeat(each, parts - 1), total - each * (parts - 1)];
        }

        return x.split(sizes, axis);
    }
}
