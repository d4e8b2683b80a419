namespace OrleansML.Learning.Features.Expressions;

/// <summary>A word of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text; of a text literal what stands between its quotes, doubled quotes made one.</param>
/// <param name="Position">Its first character, counted from 1.</param>
internal readonly record struct ExpressionToken(ExpressionTokenKind Kind, string Text, int Position)
{
    public bool Is(string text) => Kind is ExpressionTokenKind.Symbol or ExpressionTokenKind.Name && Text == text;

    public override string ToString() => Kind switch
    {
        ExpressionTokenKind.End => "the end",
        ExpressionTokenKind.Text => "a text",
        _ => $"'{Text}'",
    };
}
