namespace OrleansML.Inference;

/// <summary>
/// The threads of a silo that compute. Models with waiting requests take turns, one batch each, so that a busy model cannot starve another.
/// The queue here holds each model at most once, and so is bounded by the number of loaded models.
/// </summary>
internal sealed class DevicePool : IDisposable
{
    private static readonly TimeSpan ExpiryPeriod = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly Queue<ModelQueue> _ready = new();
    private readonly HashSet<ModelQueue> _known = [];
    private readonly SemaphoreSlim _signal = new(0);
    private readonly Thread[] _threads;
    private readonly ITimer _expiry;
    private volatile bool _stopping;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">Number of threads, 1 or more.</param>
    /// <param name="time">Clock of the sweep for expired requests.</param>
    public DevicePool(int threads, TimeProvider time)
    {
        _expiry = time.CreateTimer(static pool => ((DevicePool)pool!).FailExpired(), this, ExpiryPeriod, ExpiryPeriod);
        _threads = new Thread[threads];
        for (var index = 0; index < threads; index++)
        {
            _threads[index] = new Thread(Loop) { IsBackground = true, Name = $"OrleansML device {index}" };
            _threads[index].Start();
        }
    }

    public int Threads => _threads.Length;

    public void Add(ModelQueue queue)
    {
        lock (_lock)
            _known.Add(queue);
    }

    public void Remove(ModelQueue queue)
    {
        lock (_lock)
            _known.Remove(queue);
    }

    /// <summary>Gives the model a turn as soon as a thread is free.</summary>
    public void Schedule(ModelQueue queue)
    {
        lock (_lock)
            _ready.Enqueue(queue);
        _signal.Release();
    }

    /// <summary>Lets running computations finish and ends the threads.</summary>
    public void Dispose()
    {
        _stopping = true;
        _expiry.Dispose();
        _signal.Release(_threads.Length);
        foreach (var thread in _threads)
            thread.Join();
        _signal.Dispose();
    }

    private void Loop()
    {
        while (true)
        {
            _signal.Wait();
            if (_stopping)
                return;

            ModelQueue? next;
            lock (_lock)
                _ready.TryDequeue(out next);
            next?.RunNext();
        }
    }

    private void FailExpired()
    {
        ModelQueue[] known;
        lock (_lock)
            known = [.. _known];
        foreach (var queue in known)
            queue.FailExpired();
    }
}
