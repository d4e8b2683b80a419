using OrleansML.Training.Onnx.Types;

namespace OrleansML.Training.Onnx.Operators.Indexing;

/// <summary>Elements chosen by index; negative indices count from the end.</summary>
internal static class IndexingOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Gather", 6, GradientRule.Inputs(0), node =>
        {
            var axis = node.Integer("axis", 0);
            return call => [Gather(call[0], call[1], axis)];
        }, CarriedRule.Moves(0));
        table.Add("GatherElements", 11, GradientRule.Inputs(0), node =>
        {
            var axis = node.Integer("axis", 0);
            return call => [call[0].gather(axis, FromEnd(call[1], call[0].shape[axis < 0 ? axis + call[0].ndim : axis]))];
        }, CarriedRule.Moves(0));
        table.AddUnary("NonZero", 9, GradientRule.None, x => x.nonzero().t());
        table.Add("OneHot", 9, GradientRule.Settings, node =>
        {
            var axis = node.Integer("axis", -1);
            return call => [OneHot(call[0], (long)TorchTensors.ToDouble(call[1].reshape(-1)), call[2], axis)];
        });
    }

    private static Tensor Gather(Tensor x, Tensor indices, long axis)
    {
        axis = axis < 0 ? axis + x.ndim : axis;
        var chosen = x.index_select(axis, FromEnd(indices, x.shape[axis]).reshape(-1));
        return chosen.reshape([.. x.shape.Take((int)axis), .. indices.shape, .. x.shape.Skip((int)axis + 1)]);
    }

    private static Tensor FromEnd(Tensor indices, long size)
    {
        var whole = indices.to_type(ScalarType.Int64);
        return torch.where(whole.lt(0), whole.add(size), whole);
    }

    private static Tensor OneHot(Tensor indices, long depth, Tensor values, long axis)
    {
        axis = axis < 0 ? axis + indices.ndim + 1 : axis;
        var classes = new long[indices.ndim + 1];
        Array.Fill(classes, 1);
        classes[axis] = depth;
        var isClass = FromEnd(indices, depth).unsqueeze(axis).eq(torch.arange(depth, ScalarType.Int64, indices.device).reshape(classes));
        return torch.where(isClass, values.select(0, 1), values.select(0, 0));
    }
}
