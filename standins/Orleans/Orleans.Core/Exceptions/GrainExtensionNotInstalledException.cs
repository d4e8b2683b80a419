namespace Orleans.Runtime;

/// <summary>The activation has no extension of the kind that was called.</summary>
[GenerateSerializer]
public sealed class GrainExtensionNotInstalledException : OrleansException
{
    public GrainExtensionNotInstalledException()
    {
    }

    public GrainExtensionNotInstalledException(string message)
        : base(message)
    {
    }

    public GrainExtensionNotInstalledException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
