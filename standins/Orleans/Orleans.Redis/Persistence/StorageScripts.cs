namespace Orleans.Persistence;

/// <summary>
/// The changes of grain state, each one script on one hash with the fields <c>etag</c> and <c>state</c>. Each answers with its outcome
/// and the ETag that is stored. An ETag is made for one write alone, so a record that has it was written by an earlier delivery of the
/// same script, and is no conflict.
/// </summary>
internal static class StorageScripts
{
    /// <summary>The change was made.</summary>
    public const int Done = 1;

    /// <summary>The record has another ETag, or is gone.</summary>
    public const int Conflict = 0;

    /// <summary>The key holds a hash of somebody else.</summary>
    public const int Foreign = -1;

    /// <summary>Writes a state. Arguments: expected ETag (empty: there must be no record), new ETag, expiry, state.</summary>
    public const string Write = Check +
        """

        redis.call('HSET', KEYS[1], 'etag', ARGV[2], 'state', ARGV[4])
        if ARGV[3] ~= '0' then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
        return {1, ARGV[2]}
        """;

    /// <summary>Removes the state and keeps an ETag. Arguments: expected ETag, new ETag, expiry.</summary>
    public const string Clear = Check +
        """

        redis.call('HDEL', KEYS[1], 'state')
        redis.call('HSET', KEYS[1], 'etag', ARGV[2])
        if ARGV[3] ~= '0' then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
        return {1, ARGV[2]}
        """;

    /// <summary>Deletes the record. Arguments: expected ETag, an ETag that no record has.</summary>
    public const string Delete = Check +
        """

        redis.call('DEL', KEYS[1])
        return {1, ''}
        """;

    private const string Check =
        """
        local stored = redis.call('HGET', KEYS[1], 'etag')
        if not stored and redis.call('EXISTS', KEYS[1]) == 1 then return {-1, ''} end
        if stored == ARGV[2] then return {1, stored} end
        if (stored or '') ~= ARGV[1] then return {0, stored or ''} end
        """;
}
