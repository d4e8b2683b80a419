namespace OrleansML.Learning.Features.Expressions;

/// <summary>A part of an expression that gives a bool, long, double, string or <see cref="FeatureTime"/>.</summary>
internal abstract class ExpressionNode<T> : ExpressionNode
{
    private static readonly FeatureType TypeOfT =
        typeof(T) == typeof(bool) ? FeatureType.Bool
        : typeof(T) == typeof(long) ? FeatureType.Long
        : typeof(T) == typeof(double) ? FeatureType.Double
        : typeof(T) == typeof(string) ? FeatureType.String
        : FeatureType.Timestamp;

    public sealed override FeatureType Type => TypeOfT;

    /// <summary>False when the result is missing.</summary>
    public abstract bool TryEvaluate(in ExpressionInput input, out T value);

    public sealed override FeatureValue Evaluate(in ExpressionInput input)
    {
        if (!TryEvaluate(input, out var value))
            return FeatureValue.Missing;

        // The type tests are decided when the code is compiled for T; nothing is boxed.
        if (typeof(T) == typeof(bool))
            return FeatureValue.Of((bool)(object)value!);
        if (typeof(T) == typeof(long))
            return FeatureValue.Of((long)(object)value!);
        if (typeof(T) == typeof(double))
            return FeatureValue.Of((double)(object)value!);
        if (typeof(T) == typeof(FeatureTime))
            return FeatureValue.Of((FeatureTime)(object)value!);
        return FeatureValue.Of((string)(object)value!);
    }
}
