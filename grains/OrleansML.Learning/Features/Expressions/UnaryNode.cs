namespace OrleansML.Learning.Features.Expressions;

/// <summary>A function of one value; missing where its operand is.</summary>
internal sealed class UnaryNode<TIn, TOut>(ExpressionNode<TIn> operand, UnaryNode<TIn, TOut>.Function function) : ExpressionNode<TOut>
{
    public delegate bool Function(TIn operand, out TOut result);

    public override bool TryEvaluate(in ExpressionInput input, out TOut value)
    {
        if (operand.TryEvaluate(input, out var given))
            return function(given, out value);

        value = default!;
        return false;
    }
}
