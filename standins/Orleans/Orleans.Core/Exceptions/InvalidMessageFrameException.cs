namespace Orleans.Runtime.Messaging;

/// <summary>A message is larger than the limits allow, or not a message.</summary>
[GenerateSerializer]
public sealed class InvalidMessageFrameException : OrleansException
{
    /// <summary>Makes the exception with a general message.</summary>
    public InvalidMessageFrameException()
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    public InvalidMessageFrameException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and its cause.</summary>
    public InvalidMessageFrameException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
