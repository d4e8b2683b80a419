using System.Net;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime.Networking;

/// <summary>Log messages of the network.</summary>
internal static partial class NetworkingLog
{
    [LoggerMessage(LogLevel.Warning, "A connection from {RemoteEndPoint} was refused: {Reason}.")]
    public static partial void Refused(ILogger logger, EndPoint remoteEndPoint, string reason);

    [LoggerMessage(LogLevel.Debug, "A connection from {RemoteEndPoint} ended before it was established.")]
    public static partial void AcceptFailed(ILogger logger, Exception exception, EndPoint remoteEndPoint);

    [LoggerMessage(LogLevel.Information, "The {Connection} was closed.")]
    public static partial void Closed(ILogger logger, Exception? exception, object connection);

    [LoggerMessage(LogLevel.Warning, "Could not connect to {Target}.")]
    public static partial void ConnectFailed(ILogger logger, Exception exception, object target);

    [LoggerMessage(LogLevel.Error, "A received message could not be handled: {Message}.")]
    public static partial void HandlingFailed(ILogger logger, Exception exception, object message);

    [LoggerMessage(LogLevel.Warning, "A message could not be sent: {Message}.")]
    public static partial void NotSent(ILogger logger, Exception exception, object message);

    [LoggerMessage(LogLevel.Information, "Listening on {Endpoint} for {Purpose}.")]
    public static partial void Listening(ILogger logger, EndPoint endpoint, string purpose);
}
