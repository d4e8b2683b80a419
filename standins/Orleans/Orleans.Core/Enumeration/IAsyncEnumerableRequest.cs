namespace Orleans.Runtime;

/// <summary>A call of a method that returns an asynchronous sequence.</summary>
public interface IAsyncEnumerableRequest<T> : IRequest
{
    /// <summary>Most elements that one reply carries; 100 by default.</summary>
    int MaxBatchSize { get; set; }

    /// <summary>Calls the method of the grain and returns its sequence.</summary>
    IAsyncEnumerable<T> InvokeImplementation();
}
