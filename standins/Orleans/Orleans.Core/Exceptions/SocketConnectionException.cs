namespace Orleans.Networking.Shared;

/// <summary>A socket could not be connected.</summary>
[GenerateSerializer]
public sealed class SocketConnectionException : Runtime.OrleansException
{

    public SocketConnectionException(string message)
        : base(message)
    {
    }

    public SocketConnectionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
