namespace OrleansML.Training.Onnx.Operators.Arithmetic;

/// <summary>Comparisons and logic: truth values, so without gradient.</summary>
internal static class ComparisonOperators
{
    public static void AddTo(OperatorTable table)
    {
        AddBinary(table, "Equal", (a, b) => a.eq(b));
        AddBinary(table, "Less", (a, b) => a.lt(b));
        AddBinary(table, "Greater", (a, b) => a.gt(b));
        AddBinary(table, "LessOrEqual", (a, b) => a.le(b), since: 12);
        AddBinary(table, "GreaterOrEqual", (a, b) => a.ge(b), since: 12);
        AddBinary(table, "And", (a, b) => a.logical_and(b));
        AddBinary(table, "Or", (a, b) => a.logical_or(b));
        AddBinary(table, "Xor", (a, b) => a.logical_xor(b));
        table.AddUnary("Not", 6, GradientRule.None, x => x.logical_not());
        table.AddUnary("IsNaN", 9, GradientRule.None, x => x.isnan());
    }

    private static void AddBinary(OperatorTable table, string name, Func<Tensor, Tensor, Tensor> compute, long since = 7) =>
        table.Add(name, since, GradientRule.None, _ => call => [compute(call[0], call[1])]);
}
