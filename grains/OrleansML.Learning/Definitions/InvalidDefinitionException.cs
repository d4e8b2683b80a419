namespace OrleansML.Learning.Definitions;

/// <summary>Thrown when a definition file breaks its rules; holds every violation, in the order of lines.</summary>
public sealed class InvalidDefinitionException : Exception
{
    // A message is for people; a file of nonsense has more faults than anyone reads.
    private const int Shown = 100;

    /// <summary>Creates the exception.</summary>
    /// <param name="subject">What was read, such as <c>feature view</c>.</param>
    /// <param name="violations">Everything that is wrong; at least one.</param>
    public InvalidDefinitionException(string subject, IReadOnlyList<DefinitionViolation> violations)
        : base($"The {subject} is not valid: {string.Join(" ", violations.Take(Shown))}{(violations.Count > Shown ? $" And {violations.Count - Shown} more." : "")}") =>
        Violations = violations;

    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<DefinitionViolation> Violations { get; }
}
