using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>Enumerates the sequences of an activation on behalf of remote callers.</summary>
public interface IAsyncEnumerableGrainExtension : IGrainExtension
{
    /// <summary>Starts an enumeration under an id of the caller's choice and waits a while for the first elements.</summary>
    [AlwaysInterleave]
    ValueTask<(EnumerationResult Status, object? Value)> StartEnumeration<T>(
        Guid requestId, IAsyncEnumerableRequest<T> request, CancellationToken cancellationToken);

    /// <summary>As the overload with a token, but without cancellation.</summary>
    [AlwaysInterleave]
    ValueTask<(EnumerationResult Status, object? Value)> StartEnumeration<T>(Guid requestId, IAsyncEnumerableRequest<T> request)
        => StartEnumeration(requestId, request, CancellationToken.None);

    /// <summary>Waits a while for the next elements of an enumeration.</summary>
    [AlwaysInterleave]
    ValueTask<(EnumerationResult Status, object? Value)> MoveNext<T>(Guid requestId, CancellationToken cancellationToken);

    /// <summary>As the overload with a token, but without cancellation.</summary>
    [AlwaysInterleave]
    ValueTask<(EnumerationResult Status, object? Value)> MoveNext<T>(Guid requestId) => MoveNext<T>(requestId, CancellationToken.None);

    /// <summary>Ends an enumeration and disposes the enumerator.</summary>
    [AlwaysInterleave]
    ValueTask DisposeAsync(Guid requestId);

    /// <summary>As the overload without a token, which is what runs unless this one is implemented.</summary>
    [AlwaysInterleave]
    ValueTask DisposeAsync(Guid requestId, CancellationToken cancellationToken) => DisposeAsync(requestId);
}
