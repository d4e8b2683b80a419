namespace OrleansML.Learning.Features.Expressions;

/// <summary>The first value that is there.</summary>
internal sealed class CoalesceNode<T>(ExpressionNode<T>[] candidates) : ExpressionNode<T>
{
    public override bool TryEvaluate(in ExpressionInput input, out T value)
    {
        foreach (var candidate in candidates)
        {
            if (candidate.TryEvaluate(input, out value))
                return true;
        }

        value = default!;
        return false;
    }
}
