namespace OrleansML.Learning.Features.Expressions;

/// <summary>The time of the request.</summary>
internal sealed class NowNode : ExpressionNode<FeatureTime>
{
    public override bool TryEvaluate(in ExpressionInput input, out FeatureTime value)
    {
        value = input.Now;
        return true;
    }
}
