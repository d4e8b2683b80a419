namespace OrleansML.Learning.Features.Expressions;

/// <summary>A fault in the grammar, after which the rest cannot be understood.</summary>
internal sealed class ExpressionSyntaxException(int position, string message) : Exception(message)
{
    public int Position { get; } = position;
}
