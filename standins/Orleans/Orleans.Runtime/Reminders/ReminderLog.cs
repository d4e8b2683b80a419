using Microsoft.Extensions.Logging;

namespace Orleans.Runtime.Reminders;

/// <summary>Log messages of reminders.</summary>
internal static partial class ReminderLog
{
    [LoggerMessage(LogLevel.Warning, "The reminder table could not be read {Failures} times in a row. Known reminders tick on; those of other silos are taken over later.")]
    public static partial void RefreshFailed(ILogger logger, Exception exception, int failures);

    [LoggerMessage(LogLevel.Warning, "The reminder table cannot be initialized yet; attempt {Attempt}.")]
    public static partial void InitializationFailed(ILogger logger, Exception exception, int attempt);

    [LoggerMessage(LogLevel.Information, "The tick of the reminder {Name} of {GrainId} was not delivered; it is tried again.")]
    public static partial void TickRetried(ILogger logger, Exception exception, string name, GrainId grainId);

    [LoggerMessage(LogLevel.Error, "The reminder {Name} of {GrainId} could not be delivered.")]
    public static partial void TickFailed(ILogger logger, Exception exception, string name, GrainId grainId);
}
