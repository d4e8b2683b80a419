namespace Orleans.Runtime;

/// <summary>The activation has no extension of the kind that was called.</summary>
[GenerateSerializer]
public sealed class GrainExtensionNotInstalledException : OrleansException
{
    /// <summary>Makes the exception with a general message.</summary>
    public GrainExtensionNotInstalledException()
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    public GrainExtensionNotInstalledException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and its cause.</summary>
    public GrainExtensionNotInstalledException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
