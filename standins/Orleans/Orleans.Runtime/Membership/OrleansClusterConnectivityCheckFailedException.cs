namespace Orleans.Runtime.MembershipService;

/// <summary>A silo could not join because it did not reach all active silos.</summary>
[GenerateSerializer]
public sealed class OrleansClusterConnectivityCheckFailedException : OrleansException
{
    /// <summary>Initializes the exception with a general message.</summary>
    public OrleansClusterConnectivityCheckFailedException()
        : base("Failed to reach all active silos.")
    {
    }

    /// <summary>Initializes the exception with a message.</summary>
    /// <param name="message">The silos that were not reached.</param>
    public OrleansClusterConnectivityCheckFailedException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes the exception with a message and its cause.</summary>
    /// <param name="message">The silos that were not reached.</param>
    /// <param name="innerException">The cause.</param>
    public OrleansClusterConnectivityCheckFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
