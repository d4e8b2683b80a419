using Microsoft.Extensions.Logging;

namespace OrleansStandIn.Redis.Connections;

/// <summary>Log messages of the Redis providers.</summary>
internal static partial class RedisLog
{
    [LoggerMessage(LogLevel.Error, "{Message}")]
    public static partial void CallFailed(ILogger logger, Exception exception, string message);

    [LoggerMessage(LogLevel.Error, "The membership table of this cluster is gone from the Redis key '{Key}'; its version was {Version} "
        + "when it was read last. Redis was restarted without its data, or the key was deleted. Check the "
        + "persistence of Redis (appendonly, appendfsync).")]
    public static partial void TableGone(ILogger logger, string key, int version);

    [LoggerMessage(LogLevel.Warning, "The row of {Silo} is gone from the membership table in the Redis key '{Key}'; it was not changed to "
        + "{Status}.")]
    public static partial void RowGone(ILogger logger, string key, string silo, string status);

    [LoggerMessage(LogLevel.Warning, "The record in the Redis key '{Key}' is gone; its ETag was {Etag} when it was read last.")]
    public static partial void RecordGone(ILogger logger, string key, string etag);
}
