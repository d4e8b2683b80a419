namespace OrleansML.Storage.Redis;

/// <summary>
/// The store was not read or not written because it is not the one that the service's state is in, or because that could not be confirmed;
/// the message says what to do. A write that could not be confirmed may have happened.
/// </summary>
[GenerateSerializer]
[Alias("OrleansML.Storage.StoreUnavailableException")]
public sealed class StoreUnavailableException : OrleansException
{
    /// <summary>Creates the exception with a message that tells the operator what to do.</summary>
    /// <param name="message">What is wrong with which store, and what to do.</param>
    public StoreUnavailableException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with a message that tells the operator what to do, and its cause.</summary>
    /// <param name="message">What is wrong with which store, and what to do.</param>
    /// <param name="innerException">The error of the connection.</param>
    public StoreUnavailableException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
