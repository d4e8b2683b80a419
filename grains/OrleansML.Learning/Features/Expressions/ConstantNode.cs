namespace OrleansML.Learning.Features.Expressions;

/// <summary>A literal.</summary>
internal sealed class ConstantNode<T>(T constant) : ExpressionNode<T>
{
    public override bool TryEvaluate(in ExpressionInput input, out T value)
    {
        value = constant;
        return true;
    }
}
