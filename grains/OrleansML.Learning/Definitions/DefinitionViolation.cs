namespace OrleansML.Learning.Definitions;

/// <summary>One thing that is wrong with a definition file.</summary>
/// <param name="Line">Where it stands, from 1; 0 when it concerns the file as a whole.</param>
/// <param name="Path">The key, such as <c>fields.amount.type</c>; empty at the top.</param>
/// <param name="Message">What is wrong, with the value and what is allowed.</param>
public sealed record DefinitionViolation(long Line, string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var subject = Path.Length == 0 ? "the file" : $"'{Path}'";
        return Line == 0 ? $"{subject} {Message}" : $"Line {Line}: {subject} {Message}";
    }
}
