using OrleansML.Training.Onnx.Graph;
using OrleansML.Training.Onnx.Types;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Training.Onnx.Operators.Arithmetic;

/// <summary>Elementwise arithmetic with ONNX's broadcasting, which is torch's.</summary>
internal static class ArithmeticOperators
{
    public static void AddTo(OperatorTable table)
    {
        var all = GradientRule.All;
        AddBinary(table, "Add", Wrapping((a, b) => a.add(b)), CarriedRule.Unsigned);
        AddBinary(table, "Sub", Wrapping((a, b) => a.sub(b)), CarriedRule.Unsigned);
        AddBinary(table, "Mul", Wrapping((a, b) => a.mul(b)), CarriedRule.Unsigned);
        AddBinary(table, "Div", node => node.Carried(0) == DataType.Uint64 ? UnsignedNumbers.Divide : Divide, CarriedRule.Unsigned);
        AddBinary(table, "Pow", Power, CarriedRule.UnsignedInput(1));

        AddVariadic(table, "Sum", tensors => tensors.Aggregate((a, b) => a.add(b)));
        AddVariadic(table, "Mean", tensors => tensors.Aggregate((a, b) => a.add(b)).div(tensors.Length));
        AddExtreme(table, "Max", (a, b) => a.maximum(b));
        AddExtreme(table, "Min", (a, b) => a.minimum(b));

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

        table.Add(
            "Where", 9, GradientRule.Inputs(1, 2), _ => call => [torch.where(call[0], call[1], call[2])], CarriedRule.Moves(1, 2));

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

    private static Func<NodeReader, Func<Tensor, Tensor, Tensor>> Wrapping(Func<Tensor, Tensor, Tensor> compute) => node =>
        node.Carried(0) is { } type ? (a, b) => UnsignedNumbers.Wrap(compute(a, b), type) : compute;

    private static Func<Tensor, Tensor, Tensor> Power(NodeReader node)
    {
        if (node.Carried(1) != DataType.Uint64)
            return (a, b) => a.pow(b).to_type(a.dtype);

        return (a, b) =>
        {
            if (a.is_floating_point())
                return a.pow(UnsignedNumbers.ToFloatingPoint(b, a.dtype));
            if (b.lt(0).any().item<bool>())
                throw new InvalidOperationException("An exponent is 2^63 or more; powers of whole numbers are computed below that.");

            return a.pow(b).to_type(a.dtype);
        };
    }

    private static void AddBinary(
        OperatorTable table, string name, Func<NodeReader, Func<Tensor, Tensor, Tensor>> compile, CarriedRule carried)
    {
        table.Add(name, 6, GradientRule.All, node =>
        {
            var compute = compile(node);

            // Before opset 7 the second operand was laid over the axes of the first from a given one on, and only when asked for.
            var axis = node.Flag("broadcast") ? node.Integer("axis", -1) : -1;
            return axis < 0 ? call => [compute(call[0], call[1])] : call => [compute(call[0], Align(call[0], call[1], axis))];
        }, carried);
        table.Add(name, 7, GradientRule.All, node =>
        {
            var compute = compile(node);
            return call => [compute(call[0], call[1])];
        }, carried);
    }

    private static Tensor Align(Tensor a, Tensor b, long axis)
    {
        var trailing = Math.Max(0, a.ndim - axis - b.ndim);
        return b.reshape([.. b.shape, .. Enumerable.Repeat(1L, (int)trailing)]);
    }

    private static void AddExtreme(OperatorTable table, string name, Func<Tensor, Tensor, Tensor> choose)
    {
        table.Add(name, 6, GradientRule.All, node =>
        {
            if (node.Carried(0) is not { } type)
                return call => [call.All().Aggregate(choose)];

            return call =>
                [UnsignedNumbers.Ordered(call.All().Select(tensor => UnsignedNumbers.Ordered(tensor, type)).Aggregate(choose), type)];
        }, CarriedRule.Unsigned);
    }

    private static void AddVariadic(OperatorTable table, string name, Func<Tensor[], Tensor> compute) =>
        table.Add(name, 6, GradientRule.All, _ => call => [compute(call.All())]);
}
