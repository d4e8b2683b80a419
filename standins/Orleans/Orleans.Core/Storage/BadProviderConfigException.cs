namespace Orleans.Storage;

/// <summary>A storage provider is missing or wrongly configured.</summary>
[GenerateSerializer]
public sealed class BadProviderConfigException : OrleansException
{
    /// <summary>Makes the exception with a general message.</summary>
    public BadProviderConfigException()
    {
    }

    /// <summary>Makes the exception with a message.</summary>
    public BadProviderConfigException(string msg)
        : base(msg)
    {
    }

    /// <summary>Makes the exception with a message and its cause.</summary>
    public BadProviderConfigException(string msg, Exception exc)
        : base(msg, exc)
    {
    }
}
