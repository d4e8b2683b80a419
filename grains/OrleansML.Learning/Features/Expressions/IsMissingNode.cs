namespace OrleansML.Learning.Features.Expressions;

/// <summary>Whether a value is missing.</summary>
internal sealed class IsMissingNode(ExpressionNode operand) : ExpressionNode<bool>
{
    public override bool TryEvaluate(in ExpressionInput input, out bool value)
    {
        value = operand.Evaluate(input).IsMissing;
        return true;
    }
}
