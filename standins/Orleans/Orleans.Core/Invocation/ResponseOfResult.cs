using Orleans.Serialization.Cloning;

namespace Orleans.Serialization.Invocation;

/// <summary>The result of a call.</summary>
public sealed class Response<TResult> : Response
{
    /// <summary>The result without boxing.</summary>
    public TResult? TypedResult { get; set; }

    /// <inheritdoc/>
    public override Exception? Exception
    {
        get => null;
        set => throw new InvalidOperationException($"{nameof(Response<>)} holds a result and cannot hold the exception {value}.");
    }

    /// <inheritdoc/>
    public override object? Result
    {
        get => TypedResult;
        set => TypedResult = (TResult?)value;
    }

    /// <inheritdoc/>
    public override Type GetSimpleResultType() => typeof(TResult);

    /// <inheritdoc/>
    public override T GetResult<T>()
    {
        if (typeof(TResult) == typeof(T))
        {
            return System.Runtime.CompilerServices.Unsafe.BitCast<ValueTuple<TResult?>, ValueTuple<T>>(new(TypedResult)).Item1;
        }
        return (T)(object?)TypedResult!;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    /// <inheritdoc/>
    public override string ToString() => TypedResult?.ToString() ?? "[null]";

    internal override Response DeepCopy(CopyContext context)
    {
        var copy = context.DeepCopy(TypedResult);
        return ReferenceEquals(copy, TypedResult) ? this : new Response<TResult> { TypedResult = copy };
    }
}
