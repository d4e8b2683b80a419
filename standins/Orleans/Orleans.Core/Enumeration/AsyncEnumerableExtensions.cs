namespace Orleans.Runtime;

/// <summary>Settings of remote enumerations.</summary>
public static class AsyncEnumerableExtensions
{
    /// <summary>
    /// Bounds the elements that one reply carries; it must be called on the value that the grain method returned, and does nothing to other
    /// sequences.
    /// </summary>
    public static IAsyncEnumerable<T> WithBatchSize<T>(this IAsyncEnumerable<T> self, int maxBatchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBatchSize);
        if (self is IAsyncEnumerableRequest<T> request) request.MaxBatchSize = maxBatchSize;
        return self;
    }
}
