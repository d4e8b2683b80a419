namespace OrleansML.Data.Sources;

/// <summary>Why a record is refused.</summary>
/// <param name="Field">The key, field or column at fault; null where it is the whole record.</param>
/// <param name="Reason">What is wrong, without full stop and without the values of private fields.</param>
internal sealed record Refusal(string? Field, string Reason)
{
    public static Refusal Of(SourceColumn column, string reason) => new(column.Label, $"'{column.Label}' {reason}");
}
