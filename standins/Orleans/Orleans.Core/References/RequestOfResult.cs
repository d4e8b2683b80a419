namespace Orleans.Runtime;

/// <summary>A request to a method that returns <see cref="ValueTask{TResult}"/>.</summary>
[SerializerTransparent]
public abstract class Request<TResult> : RequestBase
{
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
