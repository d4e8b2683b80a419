namespace Orleans.Networking.Shared;

/// <summary>A socket could not be connected.</summary>
[GenerateSerializer]
public sealed class SocketConnectionException : Runtime.OrleansException
{

    /// <summary>Makes the exception with a message.</summary>
    public SocketConnectionException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and its cause.</summary>
    public SocketConnectionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
