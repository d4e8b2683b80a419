namespace OrleansML.Learning.Features.Expressions;

/// <summary>A function of two values; missing where one of them is.</summary>
internal sealed class BinaryNode<TIn, TOut>(ExpressionNode<TIn> left, ExpressionNode<TIn> right, BinaryNode<TIn, TOut>.Function function) : ExpressionNode<TOut>
{
    public delegate bool Function(TIn left, TIn right, out TOut result);

    public override bool TryEvaluate(in ExpressionInput input, out TOut value)
    {
        if (left.TryEvaluate(input, out var first) && right.TryEvaluate(input, out var second))
            return function(first, second, out value);

        value = default!;
        return false;
    }
}
