using System.Collections.Concurrent;

namespace OrleansML.Storage.Sqlite;

/// <summary>A queue whose producers wait asynchronously for room and whose one consumer is a dedicated thread that may block.</summary>
internal sealed class BoundedWorkQueue<T>(int capacity) : IDisposable
{
    private readonly SemaphoreSlim _room = new(capacity, capacity);
    private readonly BlockingCollection<T> _items = [];

    /// <summary>Adds an item as soon as there is room.</summary>
    /// <returns>False when the queue was closed; the item is then not taken by anyone.</returns>
    public async ValueTask<bool> EnqueueAsync(T item, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken);
        try
        {
            _items.Add(item, CancellationToken.None);
            return true;
        }
        catch (InvalidOperationException)
        {
            // Closed meanwhile. The next producer that waits for room must come through and find out, too.
            _room.Release();
            return false;
        }
    }

    /// <summary>Blocks until there is an item, then takes what waits, up to <paramref name="maximum"/>.</summary>
    /// <returns>False when the queue is closed and empty.</returns>
    public bool TryTakeBatch(List<T> batch, int maximum)
    {
        if (!_items.TryTake(out var item, Timeout.Infinite))
            return false;

        do
            batch.Add(item);
        while (batch.Count < maximum && _items.TryTake(out item));

        _room.Release(batch.Count);
        return true;
    }

    /// <summary>Accepts no more items; those already accepted are still handed out.</summary>
    public void Close()
    {
        try
        {
            _items.CompleteAdding();
        }
        catch (ObjectDisposedException)
        {
            // Closed for good already; a silo that failed to start may stop and dispose its services in any order.
        }
    }

    // The semaphore is left to the collector: producers may still be waiting on it, and each must learn that the queue is closed.
    public void Dispose() => _items.Dispose();
}
