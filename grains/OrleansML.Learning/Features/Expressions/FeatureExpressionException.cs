namespace OrleansML.Learning.Features.Expressions;

/// <summary>Thrown when a text is no expression over the given names and types.</summary>
public sealed class FeatureExpressionException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="text">The text.</param>
    /// <param name="errors">Everything that is wrong; at least one.</param>
    public FeatureExpressionException(string text, IReadOnlyList<ExpressionError> errors)
        : base($"'{(text.Length > 200 ? text[..200] + "..." : text)}': {string.Join(" ", errors.Select(error => $"at character {error.Position}: {error.Message}"))}") =>
        Errors = errors;

    /// <summary>Everything that is wrong, by position. A fault in the grammar ends the search for others.</summary>
    public IReadOnlyList<ExpressionError> Errors { get; }
}
