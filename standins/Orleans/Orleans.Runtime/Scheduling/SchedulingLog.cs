using Microsoft.Extensions.Logging;

namespace Orleans.Runtime.Scheduling;

/// <summary>Log messages of the scheduler.</summary>
internal static partial class SchedulingLog
{
    [LoggerMessage(LogLevel.Warning, "A turn of {Activation} ran for {Elapsed}: {Item}. Grain code must not block; move long work off the grain's scheduler.")]
    public static partial void LongTurn(ILogger logger, object activation, TimeSpan elapsed, object item);

    [LoggerMessage(LogLevel.Warning, "A periodic check came {Delay} late: the thread pool or the machine is overloaded.")]
    public static partial void Late(ILogger logger, TimeSpan delay);

    [LoggerMessage(LogLevel.Error, "A turn of {Activation} threw: {Item}.")]
    public static partial void TurnFailed(ILogger logger, Exception exception, object activation, object item);
}
