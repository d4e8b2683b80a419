namespace Orleans.Runtime;

/// <summary>A request to a method that returns nothing.</summary>
[SerializerTransparent]
public abstract class VoidRequest : RequestBase
{
    /// <inheritdoc/>
    public sealed override ValueTask<Response> Invoke()
    {
        try
        {
            InvokeInner();
            return new(Response.Completed);
        }
        catch (Exception exception)
        {
            return new(Response.FromException(exception));
        }
    }

    /// <summary>Calls the method on the target; generated code implements it.</summary>
    protected abstract void InvokeInner();
}
