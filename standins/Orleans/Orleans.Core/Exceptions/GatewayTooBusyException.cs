namespace Orleans.Runtime;

/// <summary>A gateway sheds load; try again later or elsewhere.</summary>
[GenerateSerializer]
public sealed class GatewayTooBusyException : OrleansException
{
    /// <summary>Makes the exception with a general message.</summary>
    public GatewayTooBusyException()
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    public GatewayTooBusyException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and its cause.</summary>
    public GatewayTooBusyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
