namespace Orleans.Runtime.Messaging;

/// <summary>A connection could not be made.</summary>
[GenerateSerializer]
public class ConnectionFailedException : OrleansException
{
    /// <summary>Makes the exception with a general message.</summary>
    public ConnectionFailedException()
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    public ConnectionFailedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and its cause.</summary>
    public ConnectionFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
