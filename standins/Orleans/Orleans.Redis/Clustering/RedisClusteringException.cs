namespace Orleans.Clustering.Redis;

/// <summary>The membership table in Redis could not be read or written.</summary>
public class RedisClusteringException : Exception
{
    /// <summary>Makes the exception with a general message.</summary>
    public RedisClusteringException()
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    public RedisClusteringException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and its cause.</summary>
    public RedisClusteringException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
