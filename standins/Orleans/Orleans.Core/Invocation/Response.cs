using Orleans.Serialization.Cloning;

namespace Orleans.Serialization.Invocation;

/// <summary>The outcome of a call.</summary>
public abstract class Response : IDisposable
{
    private protected Response()
    {
    }

    /// <summary>The outcome of a call that succeeded and returned nothing.</summary>
    public static Response Completed => CompletedResponse.Instance;

    /// <summary>The result; reading it throws what the call threw.</summary>
    public abstract object? Result { get; set; }

    /// <summary>What the call threw, or null if it succeeded.</summary>
    public abstract Exception? Exception { get; set; }

    /// <summary>Makes the response of a call that failed.</summary>
    public static Response FromException(Exception exception) => new ExceptionResponse { Exception = exception };

    /// <summary>Makes the response of a call that succeeded.</summary>
    public static Response FromResult<TResult>(TResult value) => new Response<TResult> { TypedResult = value };

    /// <summary>Returns the declared type of the result, or null if it is not known.</summary>
    public virtual Type? GetSimpleResultType() => null;

    /// <summary>Returns the result as a type, or throws what the call threw.</summary>
    public abstract T GetResult<T>();

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <inheritdoc/>
    public override string ToString() => Exception is { } exception ? exception.ToString() : Result?.ToString() ?? "[null]";

    /// <summary>Returns a response that shares no mutable object with this one.</summary>
    internal abstract Response DeepCopy(CopyContext context);
}
