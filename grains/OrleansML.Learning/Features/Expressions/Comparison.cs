namespace OrleansML.Learning.Features.Expressions;

/// <summary>Comparisons of two values of one type; text by ordinal.</summary>
internal static class Comparison
{
    public static ExpressionNode Make<T>(string symbol, ExpressionNode<T>[] sides) where T : IComparable<T>, IEquatable<T> =>
        new BinaryNode<T, bool>(sides[0], sides[1], symbol switch
        {
            "=" or "==" => static (left, right, out result) => True(result = left.Equals(right)),
            "!=" => static (left, right, out result) => True(result = !left.Equals(right)),
            "<" => static (left, right, out result) => True(result = left.CompareTo(right) < 0),
            "<=" => static (left, right, out result) => True(result = left.CompareTo(right) <= 0),
            ">" => static (left, right, out result) => True(result = left.CompareTo(right) > 0),
            _ => static (left, right, out result) => True(result = left.CompareTo(right) >= 0),
        });

    // There is always a result, whatever it is.
    private static bool True(bool _) => true;
}
