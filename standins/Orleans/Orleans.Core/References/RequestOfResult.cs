namespace Orleans.Runtime;

/// <summary>A request to a method that returns <see cref="ValueTask{TResult}"/>.</summary>
[SerializerTransparent]
public abstract class Request<TResult> : RequestBase
{
    /// <inheritdoc/>
    public sealed override ValueTask<Response> Invoke()
    {
        try
        {
            var result = InvokeInner();
            return result.IsCompletedSuccessfully ? new(Response.FromResult(result.Result)) : Complete(result);
        }
        catch (Exception exception)
        {
            return new(Response.FromException(exception));
        }
    }

    /// <summary>Calls the method on the target; generated code implements it.</summary>
    protected abstract ValueTask<TResult> InvokeInner();

    private static async ValueTask<Response> Complete(ValueTask<TResult> result)
    {
        try
        {
            return Response.FromResult(await result);
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }
}
