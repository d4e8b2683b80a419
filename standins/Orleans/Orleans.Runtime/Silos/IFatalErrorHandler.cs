namespace Orleans.Runtime;

/// <summary>
/// Decides what happens after an error that a silo cannot go on from, such as having been declared dead. The default ends the process.
/// </summary>
public interface IFatalErrorHandler
{
    /// <summary>Returns whether an exception is unexpected.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>False for exceptions that belong to the end of a process.</returns>
    bool IsUnexpected(Exception exception);

    /// <summary>Handles a fatal error. The silo has stopped to serve requests by then.</summary>
    /// <param name="sender">Where the error was found.</param>
    /// <param name="context">What happened.</param>
    /// <param name="exception">The error, if it is one.</param>
    void OnFatalException(object? sender = null, string? context = null, Exception? exception = null);
}
