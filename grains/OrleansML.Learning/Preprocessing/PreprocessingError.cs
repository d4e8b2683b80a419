namespace OrleansML.Learning.Preprocessing;

/// <summary>A value that cannot be preprocessed.</summary>
/// <param name="Row">Its row, from 0.</param>
/// <param name="Column">Its column.</param>
/// <param name="Value">The value as it came; <c>masked</c> in a masked column, empty when missing.</param>
/// <param name="Reason">Why, such as <c>is not a number in the form of de-DE</c>.</param>
public readonly record struct PreprocessingError(int Row, string Column, string Value, string Reason)
{
    /// <summary>What stands in for a value that must not be shown.</summary>
    public const string Masked = "masked";

    /// <inheritdoc/>
    public override string ToString() => Value.Length == 0 ? $"Row {Row}, column '{Column}': the value {Reason}." : $"Row {Row}, column '{Column}': '{Value}' {Reason}.";
}
