using Orleans.Serialization.Cloning;

namespace Orleans.Serialization.Invocation;

/// <summary>The outcome of a call.</summary>
public abstract class Response : IDisposable
{
    private protected Response()
    {
    }

    public static Response Completed => CompletedResponse.Instance;

    public abstract object? Result { get; set; }

    public abstract Exception? Exception { get; set; }

    public static Response FromException(Exception exception) => new ExceptionResponse { Exception = exception };

    public static Response FromResult<TResult>(TResult value) => new Response<TResult> { TypedResult = value };

    public virtual Type? GetSimpleResultType() => null;

    public abstract T GetResult<T>();

    public abstract void Dispose();

    public override string ToString() => Exception is { } exception ? exception.ToString() : Result?.ToString() ?? "[null]";

    /// <summary>Returns a response that shares no mutable object with this one.</summary>
    internal abstract Response DeepCopy(CopyContext context);
}
