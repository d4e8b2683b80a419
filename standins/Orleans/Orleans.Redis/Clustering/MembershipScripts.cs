namespace Orleans.Clustering.Redis;

/// <summary>
/// The changes of the membership table, each one script on one hash. Its fields: <c>version</c> and <c>etag</c> of the table, and of each
/// silo <c>row/SILO</c>, <c>etag/SILO</c> and <c>alive/SILO</c>.
/// </summary>
internal static class MembershipScripts
{
    /// <summary>The change was made, now or by an earlier delivery of the same script.</summary>
    public const int Done = 1;

    /// <summary>Table or row were changed meanwhile.</summary>
    public const int Conflict = 0;

    /// <summary>There is no table.</summary>
    public const int NoTable = -1;

    /// <summary>The row to be changed is not there.</summary>
    public const int NoRow = -2;

    /// <summary>The key holds a hash of somebody else.</summary>
    public const int Foreign = -3;

    /// <summary>Makes the table at version 0 unless there is one. Arguments: ETag, expiry.</summary>
    public const string Initialize =
        """
        if redis.call('EXISTS', KEYS[1]) == 1 and redis.call('HEXISTS', KEYS[1], 'etag') == 0 then return -3 end
        if redis.call('HSETNX', KEYS[1], 'version', '0') == 1 then
          redis.call('HSET', KEYS[1], 'etag', ARGV[1])
        end
        if ARGV[2] ~= '0' then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
        return 1
        """;

    /// <summary>
    /// Writes a row and a greater version. Arguments: silo, expected ETag of the table, new version, new ETag, expected ETag of the row
    /// (empty: there must be none), row, sign of life, expiry.
    /// An ETag is made for one change alone, so a table or row that has it has this change.
    /// </summary>
    public const string Write =
        """
        local table = redis.call('HMGET', KEYS[1], 'version', 'etag', 'etag/' .. ARGV[1], 'alive/' .. ARGV[1])
        local version, etag, row, alive = table[1], table[2], table[3], table[4]
        if not version then return -1 end
        if etag == ARGV[4] or row == ARGV[4] then return 1 end
        if etag ~= ARGV[2] or tonumber(version) >= tonumber(ARGV[3]) then return 0 end
        if ARGV[5] == '' then
          if row then return 0 end
        else
          if not row then return -2 end
          if row ~= ARGV[5] then return 0 end
        end
        if alive and alive > ARGV[7] then ARGV[7] = alive end
        redis.call('HSET', KEYS[1], 'version', ARGV[3], 'etag', ARGV[4],
          'row/' .. ARGV[1], ARGV[6], 'etag/' .. ARGV[1], ARGV[4], 'alive/' .. ARGV[1], ARGV[7])
        if ARGV[8] ~= '0' then redis.call('PEXPIRE', KEYS[1], ARGV[8]) end
        return 1
        """;

    /// <summary>Writes a sign of life, nothing else. Arguments: silo, time, expiry.</summary>
    public const string WriteAlive =
        """
        if redis.call('HEXISTS', KEYS[1], 'version') == 0 then return -1 end
        if redis.call('HEXISTS', KEYS[1], 'row/' .. ARGV[1]) == 0 then return -2 end
        redis.call('HSET', KEYS[1], 'alive/' .. ARGV[1], ARGV[2])
        if ARGV[3] ~= '0' then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
        return 1
        """;

    /// <summary>Removes a row that nobody has changed, a sign of life included. Arguments: silo, its ETag, its sign of life.</summary>
    public const string Remove =
        """
        local row = redis.call('HMGET', KEYS[1], 'etag/' .. ARGV[1], 'alive/' .. ARGV[1])
        if row[1] ~= ARGV[2] or row[2] ~= ARGV[3] then return 0 end
        redis.call('HDEL', KEYS[1], 'row/' .. ARGV[1], 'etag/' .. ARGV[1], 'alive/' .. ARGV[1])
        return 1
        """;
}
