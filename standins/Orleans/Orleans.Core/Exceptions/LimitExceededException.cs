namespace Orleans.Runtime;

/// <summary>A limit, such as the length of a request queue, is exceeded.</summary>
[GenerateSerializer]
public sealed class LimitExceededException : OrleansException
{
    /// <summary>Makes the exception with a general message.</summary>
    public LimitExceededException()
        : base("Limit exceeded")
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    public LimitExceededException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and its cause.</summary>
    public LimitExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes the exception with a message from a limit, the value that exceeds it, the bound and what else is known.</summary>
    public LimitExceededException(string limitName, int current, int threshold, object extraInfo)
        : base($"Limit exceeded {limitName} Current={current} Threshold={threshold} {extraInfo}")
    {
    }
}
