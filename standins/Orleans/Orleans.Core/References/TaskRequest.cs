namespace Orleans.Runtime;

/// <summary>A request to a method that returns <see cref="Task"/>.</summary>
[SerializerTransparent]
public abstract class TaskRequest : RequestBase
{
    public sealed override ValueTask<Response> Invoke()
    {
        try
        {
            var result = InvokeInner();
            return result.IsCompletedSuccessfully ? new(Response.Completed) : Complete(result);
        }
        catch (Exception exception)
        {
            return new(Response.FromException(exception));
        }
    }

    protected abstract Task InvokeInner();

    private static async ValueTask<Response> Complete(Task result)
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
