using Orleans.Serialization.Cloning;

namespace Orleans.Serialization.Invocation;

/// <summary>The result of a call.</summary>
public sealed class Response<TResult> : Response
{
    public TResult? TypedResult { get; set; }

    public override Exception? Exception
    {
        get => null;
        set => throw new InvalidOperationException($"{nameof(Response<>)} holds a result and cannot hold the exception {value}.");
    }

    public override object? Result
    {
        get => TypedResult;
        set => TypedResult = (TResult?)value;
    }

    public override Type GetSimpleResultType() => typeof(TResult);

    public override T GetResult<T>()
    {
        if (typeof(TResult) == typeof(T))
        {
            return System.Runtime.CompilerServices.Unsafe.BitCast<ValueTuple<TResult?>, ValueTuple<T>>(new(TypedResult)).Item1;
        }
        return (T)(object?)TypedResult!;
    }

    public override void Dispose()
    {
    }

    public override string ToString() => TypedResult?.ToString() ?? "[null]";

    internal override Response DeepCopy(CopyContext context)
    {
        var copy = context.DeepCopy(TypedResult);
        return ReferenceEquals(copy, TypedResult) ? this : new Response<TResult> { TypedResult = copy };
    }
}
