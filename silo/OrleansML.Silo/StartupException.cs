namespace OrleansML.Silo;

/// <summary>The process cannot start as it is configured. The message is for the operator and needs no stack trace.</summary>
public sealed class StartupException : Exception
{
    /// <summary>Creates an exception over every violation found.</summary>
    /// <param name="violations">One sentence each: option, value, allowed range or what to do.</param>
    public StartupException(IReadOnlyList<string> violations) : base(string.Join(Environment.NewLine, violations)) =>
        Violations = violations;

    /// <summary>Creates an exception over one violation.</summary>
    public StartupException(string violation, Exception? innerException = null) : base(violation, innerException) =>
        Violations = [violation];

    /// <summary>One sentence each.</summary>
    public IReadOnlyList<string> Violations { get; }
}
