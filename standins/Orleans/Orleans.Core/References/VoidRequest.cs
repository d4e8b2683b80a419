namespace Orleans.Runtime;

/// <summary>A request to a method that returns nothing.</summary>
[SerializerTransparent]
public abstract class VoidRequest : RequestBase
{
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

    protected abstract void InvokeInner();
}
