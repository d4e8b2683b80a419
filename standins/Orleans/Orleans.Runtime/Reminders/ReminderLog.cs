using Microsoft.Extensions.Logging;

namespace Orleans.Runtime.Reminders;

/// <summary>Log messages of reminders.</summary>
internal static partial class ReminderLog
{
    [LoggerMessage(LogLevel.Warning, "The reminder table could not be read.")]
    public static partial void RefreshFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "The reminder {Name} of {GrainId} could not be delivered.")]
    public static partial void TickFailed(ILogger logger, Exception exception, string name, GrainId grainId);
}
