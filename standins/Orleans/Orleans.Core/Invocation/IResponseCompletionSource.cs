namespace Orleans.Serialization.Invocation;

/// <summary>Waits for the response of a call.</summary>
public interface IResponseCompletionSource
{
    void Complete(Response value);

    void Complete();
}
