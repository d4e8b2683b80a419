namespace OrleansML.Learning.Features.Expressions;

/// <summary>What is wrong with an expression.</summary>
/// <param name="Position">The character, counted from 1.</param>
/// <param name="Message">What is wrong there.</param>
public sealed record ExpressionError(int Position, string Message);
