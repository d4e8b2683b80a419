namespace Orleans.Serialization.Invocation;

/// <summary>Waits for the response of a call.</summary>
public interface IResponseCompletionSource
{
    /// <summary>Ends the wait with a response.</summary>
    void Complete(Response value);

    /// <summary>Ends the wait with a response that holds nothing.</summary>
    void Complete();
}
