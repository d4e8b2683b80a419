namespace OrleansML.Learning.Features.Expressions;

/// <summary>Texts one after another.</summary>
internal sealed class ConcatNode(ExpressionNode<string>[] parts) : ExpressionNode<string>
{
    public override bool TryEvaluate(in ExpressionInput input, out string value)
    {
        value = "";
        var texts = new string[parts.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            if (!parts[index].TryEvaluate(input, out texts[index]))
                return false;
        }

        value = string.Concat(texts);
        return true;
    }
}
