namespace OrleansML.Learning.Features.Expressions;

/// <summary>Three-valued and / or: a side that decides alone does so even where the other is missing.</summary>
internal sealed class LogicNode(ExpressionNode<bool> left, ExpressionNode<bool> right, bool deciding) : ExpressionNode<bool>
{
    public override bool TryEvaluate(in ExpressionInput input, out bool value)
    {
        value = deciding;
        var leftKnown = left.TryEvaluate(input, out var first);
        if (leftKnown && first == deciding)
            return true;

        var rightKnown = right.TryEvaluate(input, out var second);
        if (rightKnown && second == deciding)
            return true;

        value = !deciding;
        return leftKnown && rightKnown;
    }
}
