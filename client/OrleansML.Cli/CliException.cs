namespace OrleansML.Cli;

/// <summary>Ends a verb with a message for the user and an exit code; nobody needs a stack trace for it.</summary>
internal sealed class CliException(string message, int exitCode = ExitCodes.Failure, Exception? innerException = null)
    : Exception(message, innerException)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>Several findings under one heading, one line each.</summary>
    public static CliException Of(string heading, IReadOnlyList<string> findings, int exitCode = ExitCodes.Failure) =>
        new(findings.Count == 1 ? $"{heading}: {findings[0]}" : $"{heading}:\n  {string.Join("\n  ", findings)}", exitCode);
}
