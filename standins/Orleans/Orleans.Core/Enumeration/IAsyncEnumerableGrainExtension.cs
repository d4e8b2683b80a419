using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>Enumerates the sequences of an activation on behalf of remote callers.</summary>
public interface IAsyncEnumerableGrainExtension : IGrainExtension
{
    [AlwaysInterleave]
    ValueTask<(EnumerationResult Status, object? Value)> StartEnumeration<T>(
        Guid requestId, IAsyncEnumerableRequest<T> request, CancellationToken cancellationToken);

    [AlwaysInterleave]
    ValueTask<(EnumerationResult Status, object? Value)> StartEnumeration<T>(Guid requestId, IAsyncEnumerableRequest<T> request)
        => StartEnumeration(requestId, request, CancellationToken.None);

    [AlwaysInterleave]
    ValueTask<(EnumerationResult Status, object? Value)> MoveNext<T>(Guid requestId, CancellationToken cancellationToken);

    [AlwaysInterleave]
    ValueTask<(EnumerationResult Status, object? Value)> MoveNext<T>(Guid requestId) => MoveNext<T>(requestId, CancellationToken.None);

    [AlwaysInterleave]
    ValueTask DisposeAsync(Guid requestId);

    [AlwaysInterleave]
    ValueTask DisposeAsync(Guid requestId, CancellationToken cancellationToken) => DisposeAsync(requestId);
}
