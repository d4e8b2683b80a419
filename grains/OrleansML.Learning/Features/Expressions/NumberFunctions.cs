namespace OrleansML.Learning.Features.Expressions;

/// <summary>Arithmetic; false where there is no finite result, or none that fits.</summary>
internal static class NumberFunctions
{
    public static BinaryNode<double, double>.Function OfDoubles(string symbol) => symbol switch
    {
        "+" => static (left, right, out result) => double.IsFinite(result = left + right),
        "-" => static (left, right, out result) => double.IsFinite(result = left - right),
        "*" => static (left, right, out result) => double.IsFinite(result = left * right),
        "/" => static (left, right, out result) => double.IsFinite(result = left / right),
        "%" => static (left, right, out result) => double.IsFinite(result = left % right),
        "min" => static (left, right, out result) => double.IsFinite(result = Math.Min(left, right)),
        _ => static (left, right, out result) => double.IsFinite(result = Math.Max(left, right)),
    };

    public static BinaryNode<long, long>.Function OfIntegers(string symbol) => symbol switch
    {
        "+" => Add,
        "-" => Subtract,
        "*" => Multiply,
        "%" => Remainder,
        "min" => Smaller,
        _ => Larger,
    };

    public static UnaryNode<double, double>.Function OfDouble(string name) => name switch
    {
        "abs" => static (operand, out result) => double.IsFinite(result = Math.Abs(operand)),
        "log" => static (operand, out result) => double.IsFinite(result = Math.Log(operand)),
        "exp" => static (operand, out result) => double.IsFinite(result = Math.Exp(operand)),
        "sqrt" => static (operand, out result) => double.IsFinite(result = Math.Sqrt(operand)),
        "floor" => static (operand, out result) => double.IsFinite(result = Math.Floor(operand)),
        _ => static (operand, out result) => double.IsFinite(result = -operand),
    };

    public static bool Negate(long operand, out long result)
    {
        result = unchecked(-operand);
        return operand != long.MinValue;
    }

    public static bool Absolute(long operand, out long result) => operand < 0 ? Negate(operand, out result) : Same(operand, out result);

    public static bool ToDouble(long operand, out double result)
    {
        result = operand;
        return true;
    }

    private static bool Same(long operand, out long result)
    {
        result = operand;
        return true;
    }

    private static bool Add(long left, long right, out long result)
    {
        result = unchecked(left + right);
        return ((left ^ result) & (right ^ result)) >= 0;
    }

    private static bool Subtract(long left, long right, out long result)
    {
        result = unchecked(left - right);
        return ((left ^ right) & (left ^ result)) >= 0;
    }

    private static bool Multiply(long left, long right, out long result) => Math.BigMul(left, right, out result) == result >> 63;

    private static bool Remainder(long left, long right, out long result)
    {
        // The smallest long by -1 is an overflow for the processor; the remainder is 0 all the same.
        result = right is 0 or -1 ? 0 : left % right;
        return right != 0;
    }

    private static bool Smaller(long left, long right, out long result)
    {
        result = Math.Min(left, right);
        return true;
    }

    private static bool Larger(long left, long right, out long result)
    {
        result = Math.Max(left, right);
        return true;
    }
}
