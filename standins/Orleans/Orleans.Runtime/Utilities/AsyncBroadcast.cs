namespace Orleans.Runtime.Utilities;

/// <summary>A value that changes. Everyone who enumerates it gets the current value and then every later one that it is in time for.</summary>
internal sealed class AsyncBroadcast<T>(T initial) : IAsyncEnumerable<T>
{
    private volatile Node _current = new(initial);

    /// <summary>Publishes a new value.</summary>
    public void Publish(T value)
    {
        var next = new Node(value);
        var previous = _current;
        _current = next;
        previous.Next.TrySetResult(next);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var node = _current;
        while (true)
        {
            yield return node.Value;
            await node.Next.Task.WaitAsync(cancellationToken).ConfigureAwait(false);

            // Values that nobody saw in time are skipped: what counts is the latest.
            node = _current;
        }
    }

    private sealed class Node(T value)
    {
        public T Value => value;

        public TaskCompletionSource<Node> Next { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
