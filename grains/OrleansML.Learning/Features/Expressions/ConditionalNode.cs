namespace OrleansML.Learning.Features.Expressions;

/// <summary>One of two values.</summary>
internal sealed class ConditionalNode<T>(ExpressionNode<bool> condition, ExpressionNode<T> then, ExpressionNode<T> otherwise) : ExpressionNode<T>
{
    public override bool TryEvaluate(in ExpressionInput input, out T value)
    {
        if (condition.TryEvaluate(input, out var holds))
            return holds ? then.TryEvaluate(input, out value) : otherwise.TryEvaluate(input, out value);

        value = default!;
        return false;
    }
}
