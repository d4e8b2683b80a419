using Microsoft.Extensions.Logging;

namespace OrleansML.Silo.Processes;

/// <summary>
/// Ends the process when the cluster declared this silo dead, or when its runtime failed beyond repair: in one line and with an exit code of
/// its own instead of a crash dump.
/// </summary>
internal sealed partial class FatalErrorHandler(ProcessEnd process, ILogger<FatalErrorHandler> logger) : IFatalErrorHandler
{
    private const int LongestContext = 160;

    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender, string? context, Exception? exception)
    {
        // The membership protocol reports an eviction without an exception: nothing failed here.
        if (exception is null)
        {
            process.End(ProcessEnd.StartAgain, $"This silo was evicted from the cluster and ends at once; start it again. ({Shorten(context)})");
            return;
        }

        LogFailed(sender, context, exception);
        process.End(
            ProcessEnd.StartAgain,
            $"The runtime of this silo failed and it ends at once; start it again. ({Shorten(context)}: {exception.Message})");
    }

    // It goes on with the whole membership table, which the log has.
    private static string? Shorten(string? context) =>
        context?.Length > LongestContext ? $"{context.AsSpan(0, LongestContext)}..." : context;

    [LoggerMessage(Level = LogLevel.Critical, Message = "The runtime failed in {Sender}: {Context}")]
    private partial void LogFailed(object? sender, string? context, Exception exception);
}
