using Microsoft.Extensions.Logging;

namespace Orleans.Runtime.Messaging;

/// <summary>Log messages of messaging.</summary>
internal static partial class MessagingLog
{
    [LoggerMessage(LogLevel.Warning, "A call timed out: {Request}. State: {State}.")]
    public static partial void TimedOut(ILogger logger, object request, string state);

    [LoggerMessage(LogLevel.Warning, "A one-way call was lost: {Request}. Reason: {Reason}.")]
    public static partial void OneWayLost(ILogger logger, object request, string reason);

    [LoggerMessage(LogLevel.Debug, "An expired message was dropped: {Message}.")]
    public static partial void Expired(ILogger logger, object message);

    [LoggerMessage(LogLevel.Debug, "A request was rejected: {Request}. Reason: {Reason}.")]
    public static partial void Rejected(ILogger logger, Exception? exception, object request, string reason);

    [LoggerMessage(LogLevel.Error, "The body of a message could not be deserialized: {Message}.")]
    public static partial void BodyUnreadable(ILogger logger, Exception exception, object message);

    [LoggerMessage(LogLevel.Error, "A one-way call threw: {Request}.")]
    public static partial void OneWayFailed(ILogger logger, Exception? exception, object request);
}
