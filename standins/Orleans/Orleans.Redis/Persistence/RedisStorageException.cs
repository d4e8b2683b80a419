namespace Orleans.Persistence.Redis;

/// <summary>Grain state in Redis could not be read, written or cleared.</summary>
[GenerateSerializer]
public class RedisStorageException : Exception
{
    /// <summary>Makes the exception with a general message.</summary>
    public RedisStorageException()
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    public RedisStorageException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and its cause.</summary>
    public RedisStorageException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
