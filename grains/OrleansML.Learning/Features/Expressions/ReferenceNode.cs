namespace OrleansML.Learning.Features.Expressions;

/// <summary>A value by its slot.</summary>
internal sealed class ReferenceNode<T>(int slot, ReferenceNode<T>.Reader read) : ExpressionNode<T>
{
    public delegate bool Reader(in FeatureValue value, out T result);

    public override bool TryEvaluate(in ExpressionInput input, out T value) => read(input.Values[slot], out value);
}
