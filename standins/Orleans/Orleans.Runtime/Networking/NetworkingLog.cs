using System.Net;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime.Networking;

/// <summary>Log messages of the network.</summary>
internal static partial class NetworkingLog
{
    /// <summary>Logs the end of a connection: a peer that goes away is nothing special, one that breaks the rules or does not answer is.</summary>
    public static void Ended(ILogger logger, Connection connection, Exception? exception)
    {
        if (exception is Messaging.InvalidMessageFrameException or Messaging.ConnectionFailedException)
        {
            Broken(logger, exception, connection, exception.Message);
        }
        else
        {
            Closed(logger, exception, connection);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A connection from {RemoteEndPoint} was refused: {Reason}.")]
    public static partial void Refused(ILogger logger, EndPoint remoteEndPoint, string reason);

    [LoggerMessage(LogLevel.Warning, "A connection from {RemoteEndPoint} was not established: {Reason}")]
    public static partial void AcceptFailed(ILogger logger, Exception exception, EndPoint remoteEndPoint, string reason);

    [LoggerMessage(LogLevel.Debug, "{RemoteEndPoint} connected and went away without a word.")]
    public static partial void WentSilently(ILogger logger, EndPoint remoteEndPoint);

    [LoggerMessage(LogLevel.Information, "The {Connection} was closed.")]
    public static partial void Closed(ILogger logger, Exception? exception, object connection);

    [LoggerMessage(LogLevel.Warning, "The {Connection} broke: {Reason}")]
    public static partial void Broken(ILogger logger, Exception exception, object connection, string reason);

    [LoggerMessage(LogLevel.Warning, "Could not connect to {Target}: {Reason}")]
    public static partial void ConnectFailed(ILogger logger, Exception exception, object target, string reason);

    [LoggerMessage(LogLevel.Warning, "The gateway list could not be read; the last one stays in use.")]
    public static partial void GatewayListFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Information, "The gateway {EndPoint} is about to stop; new calls go to others.")]
    public static partial void GatewayLeaving(ILogger logger, EndPoint endPoint);

    [LoggerMessage(LogLevel.Information, "Connected to {Count} of {Known} gateways.")]
    public static partial void GatewayCount(ILogger logger, int count, int known);

    [LoggerMessage(LogLevel.Error, "An observer of the connection with the cluster threw.")]
    public static partial void ObserverFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "A received message could not be handled: {Message}.")]
    public static partial void HandlingFailed(ILogger logger, Exception exception, object message);

    [LoggerMessage(LogLevel.Warning, "A message could not be sent: {Message}.")]
    public static partial void NotSent(ILogger logger, Exception exception, object message);

    [LoggerMessage(LogLevel.Information, "Listening on {Endpoint} for {Purpose}.")]
    public static partial void Listening(ILogger logger, EndPoint endpoint, string purpose);
}
