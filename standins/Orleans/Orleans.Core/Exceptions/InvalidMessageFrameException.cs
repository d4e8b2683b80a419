namespace Orleans.Runtime.Messaging;

/// <summary>A message is larger than the limits allow, or not a message.</summary>
[GenerateSerializer]
public sealed class InvalidMessageFrameException : OrleansException
{
    public InvalidMessageFrameException()
    {
    }

    public InvalidMessageFrameException(string message)
        : base(message)
    {
    }

    public InvalidMessageFrameException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
