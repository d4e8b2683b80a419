namespace Orleans.Runtime;

/// <summary>A request to a method that returns <see cref="ValueTask"/>.</summary>
[SerializerTransparent]
public abstract class Request : RequestBase
{
    /// <inheritdoc/>
    public sealed override ValueTask<Response> Invoke()
    {
        try
        {
            var result = InvokeInner();
            if (!result.IsCompleted) return Complete(result);
            result.GetAwaiter().GetResult();
            return new(Response.Completed);
        }
        catch (Exception exception)
        {
            return new(Response.FromException(exception));
        }
    }

    /// <summary>Calls the method on the target; generated code implements it.</summary>
    protected abstract ValueTask InvokeInner();

    private static async ValueTask<Response> Complete(ValueTask result)
    {
        try
        {
            await result;
            return Response.Completed;
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }
}
