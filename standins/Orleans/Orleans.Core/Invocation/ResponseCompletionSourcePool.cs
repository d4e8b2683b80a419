namespace Orleans.Serialization.Invocation;

/// <summary>Keeps promises for reuse, up to a bound, so that a call allocates none.</summary>
public static class ResponseCompletionSourcePool
{
    private const int MaximumPerThread = 128;

    /// <summary>Takes a promise that this thread keeps, or makes one.</summary>
    public static ResponseCompletionSource<T> Get<T>() => Typed<T>.Free is { Count: > 0 } free ? free.Pop() : new();

    /// <summary>Gives back a promise that nobody uses any more; each thread keeps up to 128 of a kind.</summary>
    public static void Return<T>(ResponseCompletionSource<T> obj)
    {
        obj.Reset();
        var free = Typed<T>.Free ??= new();
        if (free.Count < MaximumPerThread) free.Push(obj);
    }

    /// <summary>Takes a promise that this thread keeps, or makes one.</summary>
    public static ResponseCompletionSource Get() => Untyped.Free is { Count: > 0 } free ? free.Pop() : new();

    /// <summary>Gives back a promise that nobody uses any more; each thread keeps up to 128 of a kind.</summary>
    public static void Return(ResponseCompletionSource obj)
    {
        obj.Reset();
        var free = Untyped.Free ??= new();
        if (free.Count < MaximumPerThread) free.Push(obj);
    }

    private static class Typed<T>
    {
        [ThreadStatic]
        public static Stack<ResponseCompletionSource<T>>? Free;
    }

    private static class Untyped
    {
        [ThreadStatic]
        public static Stack<ResponseCompletionSource>? Free;
    }
}
