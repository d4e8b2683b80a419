using StackExchange.Redis;

namespace OrleansStandIn.Redis.Connections;

/// <summary>Says in words what is wrong with Redis and what to do about it.</summary>
internal static class RedisFailure
{
    // By the code with which the error begins; the first that is found in the text counts.
    private static readonly (string Code, string Meaning)[] Refusals =
    [
        ("NOREPLICAS", "Redis refuses writes because too few replicas are connected (its setting min-replicas-to-write). Bring the "
            + "replicas back."),
        ("READONLY", "The server is a read-only replica. Point the connection string at the primary, or wait for the failover to end."),
        ("MISCONF", "Redis refuses writes because it cannot save its data to disk. Free or repair its disk; its log says more."),
        ("OOM", "Redis refuses writes because its memory is used up (its setting maxmemory). Raise the limit or remove data of others."),
        ("LOADING", "Redis has just started and still reads its data. Try again when it is ready."),
        ("MASTERDOWN", "The replica has lost its primary. Point the connection string at the primary, or wait for the failover to end."),
        ("CLUSTERDOWN", "The Redis cluster does not serve this key. Repair the cluster; CLUSTER INFO says what is missing."),
        ("WRONGTYPE", "The key holds something else, written by another program. Use a service id, a cluster id or a database of its own."),
        ("NOAUTH", "Redis wants a password. Add password=... to the connection string."),
        ("WRONGPASS", "Redis does not accept the user or the password of the connection string."),
        ("NOPERM", "The Redis user may not run this command. Allow it the commands of hashes, sorted sets, keys and scripts."),
    ];

    /// <summary>Whether an exception means that Redis cannot be reached or does not do what it was asked to.</summary>
    public static bool IsFailure(Exception exception) => exception is RedisException or RedisTimeoutException or RedisCommandException;

    /// <summary>Describes the failure, its meaning and the remedy.</summary>
    public static string Explain(Exception failure) => failure switch
    {
        RedisServerException refusal => Explain(refusal),
        RedisTimeoutException => "Redis did not answer in time; whether a change was made is unknown until it is read again. Check that "
            + $"Redis runs and is not overloaded. The client said: {failure.Message}",
        RedisConnectionException => "Redis cannot be reached; whether a change was made is unknown until it is read again. Check that "
            + $"Redis runs, and the address and credentials in the connection string. The client said: {failure.Message}",
        _ => $"{failure.GetType().Name}: {failure.Message}",
    };

    private static string Explain(RedisServerException refusal)
    {
        var (code, meaning) = Array.Find(Refusals, known => refusal.Message.Contains(known.Code, StringComparison.Ordinal));
        return code is null ? $"Redis said: {refusal.Message}" : $"{meaning} Nothing was changed. Redis said: {refusal.Message}";
    }
}
