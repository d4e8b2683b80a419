using OrleansML.Training.Onnx.Types;

namespace OrleansML.Training.Onnx.Operators.Arithmetic;

/// <summary>Comparisons and logic: truth values, so without gradient.</summary>
internal static class ComparisonOperators
{
    public static void AddTo(OperatorTable table)
    {
        AddComparison(table, "Equal", 7, (a, b) => a.eq(b));
        AddComparison(table, "Less", 7, (a, b) => a.lt(b));
        AddComparison(table, "Greater", 7, (a, b) => a.gt(b));
        AddComparison(table, "LessOrEqual", 12, (a, b) => a.le(b));
        AddComparison(table, "GreaterOrEqual", 12, (a, b) => a.ge(b));
        AddBinary(table, "And", (a, b) => a.logical_and(b));
        AddBinary(table, "Or", (a, b) => a.logical_or(b));
        AddBinary(table, "Xor", (a, b) => a.logical_xor(b));
        table.AddUnary("Not", 6, GradientRule.None, x => x.logical_not());
        table.AddUnary("IsNaN", 9, GradientRule.None, x => x.isnan());
    }

    private static void AddComparison(OperatorTable table, string name, long since, Func<Tensor, Tensor, Tensor> compare)
    {
        table.Add(
            name, since, GradientRule.None,
            node =>
            {
                var type = node.Carried(0);
                return call => [compare(UnsignedNumbers.Ordered(call[0], type), UnsignedNumbers.Ordered(call[1], type))];
            },
            CarriedRule.UnsignedComparison);
    }

    private static void AddBinary(OperatorTable table, string name, Func<Tensor, Tensor, Tensor> compute) =>
        table.Add(name, 7, GradientRule.None, _ => call => [compute(call[0], call[1])]);
}
