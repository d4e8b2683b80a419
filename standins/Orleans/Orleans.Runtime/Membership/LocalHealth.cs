using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime.Membership;

/// <summary>
/// Measures how late this process is: a thread of its own wakes at a fixed period, and sends a work item through the thread pool each time.
/// In the spirit of Dadgar, Phillips and Currey, "Lifeguard: Local Health Awareness for More Accurate Failure Detection" (2018).
/// </summary>
internal sealed class LocalHealth(IOptions<ClusterMembershipOptions> options, ILogger<LocalHealth> logger) : ILocalHealth, IDisposable
{
    private const int PeriodMilliseconds = 100;
    private const int RememberedSeconds = 60;
    private static readonly TimeSpan Noteworthy = TimeSpan.FromSeconds(1);
    private readonly ManualResetEventSlim _stopped = new();
    private readonly Queue<(long End, long Delay)> _delays = new();
    private readonly object _lock = new();
    private Thread? _thread;
    private long _lastBeat = Environment.TickCount64;
    private long _pooledSince = -1;
    private int _disposed;

    /// <inheritdoc/>
    public event Action<TimeSpan>? Resumed;

    /// <inheritdoc/>
    public bool IsRunning => _thread is not null && Volatile.Read(ref _disposed) == 0;

    /// <inheritdoc/>
    public long LastBeat => Volatile.Read(ref _lastBeat);

    /// <summary>Starts to measure.</summary>
    public void Start()
    {
        Volatile.Write(ref _lastBeat, Environment.TickCount64);
        _thread = new Thread(Run) { IsBackground = true, Name = "Orleans local health", Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    /// <inheritdoc/>
    public TimeSpan GetLongestDelay(TimeSpan within)
    {
        if (_thread is null)
        {
            return TimeSpan.Zero;
        }

        var now = Environment.TickCount64;
        var pooled = Volatile.Read(ref _pooledSince);
        var longest = Math.Max(now - LastBeat - PeriodMilliseconds, pooled < 0 ? 0 : now - pooled);
        lock (_lock)
        {
            foreach (var (end, delay) in _delays)
            {
                longest = now - end <= within.TotalMilliseconds ? Math.Max(longest, delay) : longest;
            }
        }

        return TimeSpan.FromMilliseconds(Math.Max(0, longest));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The container knows this object under two names and disposes of it twice.
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _stopped.Set();
            _thread?.Join();
            _stopped.Dispose();
        }
    }

    private void Run()
    {
        long lastLogged = 0;
        while (!_stopped.Wait(PeriodMilliseconds))
        {
            var now = Environment.TickCount64;
            var late = now - LastBeat - PeriodMilliseconds;
            Remember(now, late);
            if (late > 0)
            {
                Resumed?.Invoke(TimeSpan.FromMilliseconds(late));
            }

            // Not before: whoever looks at the last beat must see that it is late until those who were told have acted.
            Volatile.Write(ref _lastBeat, now);

            if (Interlocked.CompareExchange(ref _pooledSince, now, -1) == -1)
            {
                ThreadPool.UnsafeQueueUserWorkItem(static health => health.OnPooled(), this, preferLocal: false);
            }

            var delay = GetLongestDelay(Noteworthy);
            if (delay > Noteworthy && Stopwatch.GetElapsedTime(lastLogged) > options.Value.LocalHealthDegradationMonitoringPeriod)
            {
                lastLogged = Stopwatch.GetTimestamp();
                MembershipLog.Degraded(logger, delay);
            }
        }
    }

    private void OnPooled()
    {
        var now = Environment.TickCount64;
        Remember(now, now - Interlocked.Exchange(ref _pooledSince, -1));
    }

    private void Remember(long now, long delay)
    {
        lock (_lock)
        {
            if (delay > PeriodMilliseconds)
            {
                _delays.Enqueue((now, delay));
            }

            while (_delays.TryPeek(out var oldest) && now - oldest.End > RememberedSeconds * 1000)
            {
                _delays.Dequeue();
            }
        }
    }
}
