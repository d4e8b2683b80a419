namespace OrleansML.Learning.Features.Expressions;

/// <summary>Kinds of words in an expression.</summary>
internal enum ExpressionTokenKind
{
    End,
    Number,
    Text,
    Name,
    Symbol,
}
