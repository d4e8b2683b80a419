namespace Orleans.Runtime;

/// <summary>Base of the exceptions that the runtime throws.</summary>
[GenerateSerializer]
public class OrleansException : Exception
{
    /// <summary>Makes the exception with a general message.</summary>
    public OrleansException()
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and its cause.</summary>
    public OrleansException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
