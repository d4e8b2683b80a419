namespace OrleansML.Learning.Features.Expressions;

/// <summary>A part of an expression whatever its type.</summary>
internal abstract class ExpressionNode
{
    public abstract FeatureType Type { get; }

    public abstract FeatureValue Evaluate(in ExpressionInput input);
}
