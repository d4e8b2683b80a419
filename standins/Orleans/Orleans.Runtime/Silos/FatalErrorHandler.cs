using Microsoft.Extensions.Logging;

namespace Orleans.Runtime.Silos;

/// <summary>Ends the process: whatever supervises it starts a new one, which joins the cluster as a new silo.</summary>
internal sealed class FatalErrorHandler(ILogger<FatalErrorHandler> logger) : IFatalErrorHandler
{
    private static readonly TimeSpan TimeForLoggers = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public bool IsUnexpected(Exception exception) => exception is not ThreadAbortException;

    /// <inheritdoc/>
    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        SiloLog.Fatal(logger, exception, sender, context);
        var message = $"Fatal error in {sender ?? "the silo"}: {context} {exception}";
        Console.Error.WriteLine(message);
        Thread.Sleep(TimeForLoggers);
        Environment.FailFast(message, exception);
    }
}
