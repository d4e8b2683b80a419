namespace OrleansML.Training.Onnx.Operators.Reductions;

/// <summary>Softmax and its logarithm; before opset 13 over all axes from the given one on, since then over one axis.</summary>
internal static class SoftmaxOperators
{
    public static void AddTo(OperatorTable table)
    {
        Add(table, "Softmax", (x, axis) => x.softmax(axis));
        Add(table, "LogSoftmax", (x, axis) => x.log_softmax(axis));
    }

    private static void Add(OperatorTable table, string name, Func<Tensor, long, Tensor> compute)
    {
        table.AddUnary(name, 6, GradientRule.All, node =>
        {
            var axis = node.Integer("axis", 1);
            return x => compute(Shapes.ShapeOperators.Flatten(x, axis), 1).reshape(x.shape);
        });
        table.AddUnary(name, 13, GradientRule.All, node =>
        {
            var axis = node.Integer("axis", -1);
            return x => compute(x, axis);
        });
    }
}
