namespace Orleans.Runtime;

/// <summary>An enumeration ended before its source did: the activation or the enumerator is gone.</summary>
[GenerateSerializer]
public sealed class EnumerationAbortedException : Exception
{
    /// <summary>Makes the exception with a general message.</summary>
    public EnumerationAbortedException()
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    public EnumerationAbortedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and its cause.</summary>
    public EnumerationAbortedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
