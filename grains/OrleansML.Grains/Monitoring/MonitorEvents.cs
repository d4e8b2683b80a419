using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace OrleansML.Grains.Monitoring;

/// <summary>
/// The bounded way from replies to the consumer. Offering never waits, never throws and allocates nothing; what does not fit is dropped and counted.
/// The consumer comes by itself, and is called only when <see cref="MostWaiting"/> wait, because waking it costs more than offering, and what waits longer
/// outlives collections of garbage. Safe for concurrent use.
/// </summary>
internal sealed class MonitorEvents(IOptions<MonitoringOptions> options)
{
    /// <summary>So many wait for the consumer, or half of the room, before it is called.</summary>
    public const int MostWaiting = 256;

    private readonly ConcurrentQueue<PredictionEvent> _queue = new();
    private readonly int _capacity = options.Value.Capacity;
    private readonly int _callAt = Math.Clamp(options.Value.Capacity / 2, 1, MostWaiting);
    private readonly long _memory = (long)options.Value.MemoryMiB << 20;
    private int _count;
    private long _bytes;

    /// <summary>Called when enough wait.</summary>
    public Action? EnoughWait { get; set; }

    /// <summary>Takes an event, or drops it. One that alone is larger than the memory is taken when nothing else is on the way.</summary>
    public void Offer(in PredictionEvent offered)
    {
        var count = Interlocked.Increment(ref _count);
        var bytes = Interlocked.Add(ref _bytes, offered.Bytes);
        if (count > _capacity || (bytes > _memory && count > 1))
        {
            Release(offered);
            if (offered.Reply is not null)
                offered.Version.Counter.Drop();
            return;
        }

        // Counted first, so that never more are in files than were taken.
        if (offered.Reply is not null)
            offered.Version.Counter.Take();
        _queue.Enqueue(offered);
        if (count == _callAt)
            EnoughWait?.Invoke();
    }

    /// <summary>Takes the next event out; its room is free from then on.</summary>
    public bool TryTake(out PredictionEvent taken)
    {
        if (!_queue.TryDequeue(out taken))
            return false;

        Release(taken);
        return true;
    }

    private void Release(in PredictionEvent released)
    {
        Interlocked.Decrement(ref _count);
        Interlocked.Add(ref _bytes, -released.Bytes);
    }
}
