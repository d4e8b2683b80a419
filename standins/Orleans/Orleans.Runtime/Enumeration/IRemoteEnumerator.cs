namespace Orleans.Runtime.Enumeration;

/// <summary>The enumerator behind one remote enumeration.</summary>
internal interface IRemoteEnumerator : IAsyncDisposable
{
    /// <summary>Gets the next elements, or a heartbeat if none comes in time.</summary>
    ValueTask<(EnumerationResult Status, object? Value)> MoveNextAsync(TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Gets whether nobody has used the enumerator since the last call of this method.</summary>
    bool IsAbandoned();
}
