namespace Orleans.Runtime;

/// <summary>The client that was called back is no longer connected.</summary>
[GenerateSerializer]
public sealed class ClientNotAvailableException : OrleansException
{
    internal ClientNotAvailableException(GrainId clientId)
        : base($"Client {clientId} is not connected to any gateway of the cluster.")
    {
    }

    internal ClientNotAvailableException(string message)
        : base(message)
    {
    }
}
