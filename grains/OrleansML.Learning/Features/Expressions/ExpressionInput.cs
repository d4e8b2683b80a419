namespace OrleansML.Learning.Features.Expressions;

/// <summary>What an expression is evaluated over.</summary>
internal readonly ref struct ExpressionInput(ReadOnlySpan<FeatureValue> values, FeatureTime now)
{
    public readonly ReadOnlySpan<FeatureValue> Values = values;
    public readonly FeatureTime Now = now;
}
