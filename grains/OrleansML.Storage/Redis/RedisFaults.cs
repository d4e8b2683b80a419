using System.Net.Sockets;
using StackExchange.Redis;

namespace OrleansML.Storage.Redis;

/// <summary>
/// Tells failures of Redis from others. When a connection breaks while an answer is read, the client fails the waiting calls with whatever its
/// reader ran into, which need not be an exception of its own.
/// </summary>
public static class RedisFaults
{
    /// <summary>Whether Redis, or the way to it, failed.</summary>
    /// <param name="exception">What a call of the client threw.</param>
    public static bool IsOfRedis(Exception exception) =>
        exception is RedisException or TimeoutException or IOException or SocketException or InvalidOperationException;
}
