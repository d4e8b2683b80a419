namespace OrleansML.Training.Onnx.Operators.Arithmetic;

/// <summary>Elementwise arithmetic with ONNX's broadcasting, which is torch's.</summary>
internal static class ArithmeticOperators
{
    public static void AddTo(OperatorTable table)
    {
        var all = GradientRule.All;
        AddBinary(table, "Add", (a, b) => a.add(b));
        AddBinary(table, "Sub", (a, b) => a.sub(b));
        AddBinary(table, "Mul", (a, b) => a.mul(b));
        AddBinary(table, "Div", Divide);
        AddBinary(table, "Pow", (a, b) => a.pow(b).to_type(a.dtype));

        AddVariadic(table, "Sum", tensors => tensors.Aggregate((a, b) => a.add(b)));
        AddVariadic(table, "Mean", tensors => tensors.Aggregate((a, b) => a.add(b)).div(tensors.Length));
        AddVariadic(table, "Max", tensors => tensors.Aggregate((a, b) => a.maximum(b)));
        AddVariadic(table, "Min", tensors => tensors.Aggregate((a, b) => a.minimum(b)));

        table.AddUnary("Abs", 6, all, x => x.abs());
        table.AddUnary("Neg", 6, all, x => x.neg());
        table.AddUnary("Reciprocal", 6, all, x => x.reciprocal());
        table.AddUnary("Sqrt", 6, all, x => x.sqrt());
        table.AddUnary("Exp", 6, all, x => x.exp());
        table.AddUnary("Log", 6, all, x => x.log());
        table.AddUnary("Erf", 9, all, x => x.erf());
        table.AddUnary("Sin", 7, all, x => x.sin());
        table.AddUnary("Cos", 7, all, x => x.cos());
        table.AddUnary("Sign", 9, GradientRule.None, x => x.sign());
        table.AddUnary("Floor", 6, GradientRule.None, x => x.floor());
        table.AddUnary("Ceil", 6, GradientRule.None, x => x.ceil());
        table.AddUnary("Round", 11, GradientRule.None, x => x.round());

        table.Add("Where", 9, GradientRule.Inputs(1, 2), _ => call => [torch.where(call[0], call[1], call[2])]);

        table.AddUnary("Clip", 6, GradientRule.Inputs(0), node =>
        {
            Scalar minimum = node.Number("min", float.MinValue), maximum = node.Number("max", float.MaxValue);
            return x => x.clamp(minimum, maximum);
        });
        table.Add("Clip", 11, GradientRule.Inputs(0), _ => call => [Clip(call[0], call.Optional(1), call.Optional(2))]);
    }

    private static Tensor Divide(Tensor a, Tensor b) =>
        a.is_integral() ? a.div(b, torch.RoundingMode.trunc) : a.div(b);

    private static Tensor Clip(Tensor x, Tensor? minimum, Tensor? maximum) => (minimum, maximum) switch
    {
        (null, null) => x,
        ({ } low, null) => x.maximum(low),
        (null, { } high) => x.minimum(high),
        ({ } low, { } high) => x.clamp(low, high),
    };

    private static void AddBinary(OperatorTable table, string name, Func<Tensor, Tensor, Tensor> compute)
    {
        table.Add(name, 6, GradientRule.All, node =>
        {
            // Before opset 7 the second operand was laid over the axes of the first from a given one on, and only when asked for.
            var axis = node.Flag("broadcast") ? node.Integer("axis", -1) : -1;
            return axis < 0 ? call => [compute(call[0], call[1])] : call => [compute(call[0], Align(call[0], call[1], axis))];
        });
        table.Add(name, 7, GradientRule.All, _ => call => [compute(call[0], call[1])]);
    }

    private static Tensor Align(Tensor a, Tensor b, long axis)
    {
        var trailing = Math.Max(0, a.ndim - axis - b.ndim);
        return b.reshape([.. b.shape, .. Enumerable.Repeat(1L, (int)trailing)]);
    }

    private static void AddVariadic(OperatorTable table, string name, Func<Tensor[], Tensor> compute) =>
        table.Add(name, 6, GradientRule.All, _ => call => [compute(call.All())]);
}
