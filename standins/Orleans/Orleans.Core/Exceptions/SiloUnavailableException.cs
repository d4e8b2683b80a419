namespace Orleans.Runtime;

/// <summary>The silo that was called is gone.</summary>
[GenerateSerializer]
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    /// <summary>Makes the exception with a general message.</summary>
    public SiloUnavailableException()
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    public SiloUnavailableException(string msg)
        : base(msg)
    {
    }

    /// <summary>Makes the exception with a message and its cause.</summary>
    public SiloUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
