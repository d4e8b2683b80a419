namespace Orleans.Runtime;

/// <summary>A request to a method that returns <see cref="Task"/>.</summary>
[SerializerTransparent]
public abstract class TaskRequest : RequestBase
{
    /// <inheritdoc/>
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

    /// <summary>Calls the method on the target; generated code implements it.</summary>
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
