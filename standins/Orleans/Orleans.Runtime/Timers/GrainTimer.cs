using Microsoft.Extensions.Logging;
using Orleans.CodeGeneration;
using Orleans.Runtime.Activations;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Timers;

/// <summary>
/// A timer of a grain. A tick is a request of the grain to itself, so that it obeys the rules of interleaving; the next tick is due
/// one period after the callback has ended.
/// </summary>
internal abstract class GrainTimer : IGrainTimer
{
    private readonly CancellationTokenSource _disposed = new();
    private readonly ActivationData _activation;
    private readonly StallGuard _stalls;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly bool _interleave;
    private readonly bool _keepAlive;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _ticking;
    private bool _changed;

    /// <summary>Initializes a timer that does not tick yet.</summary>
    protected GrainTimer(
        ActivationData activation, TimeProvider clock, StallGuard stalls, ILogger logger, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _stalls = stalls;
        _logger = logger;
        _interleave = options.Interleave;
        _keepAlive = options.KeepAlive;
        Validate(options.DueTime, options.Period);
        _period = options.Period;

        // The clock's thread must not keep the context of the turn that created the timer.
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _timer = clock.CreateTimer(static timer => ((GrainTimer)timer!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        _activation.AddTimer(this);
        _timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, period);
        lock (_timer)
        {
            if (_disposed.IsCancellationRequested)
            {
                return;
            }

            // A tick that is under way must have ended before the next one is due.
            (_dueTime, _period, _changed) = (dueTime, period, true);
            if (!_ticking)
            {
                SetTimer();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_timer)
        {
            if (_disposed.IsCancellationRequested)
            {
                return;
            }

            _disposed.Cancel();
            _timer.Dispose();
        }

        _activation.RemoveTimer(this);
    }

    /// <summary>Runs the callback; called in a turn of the grain.</summary>
    internal async ValueTask TickAsync()
    {
        lock (_timer)
        {
            if (_disposed.IsCancellationRequested)
            {
                return;
            }
        }

        try
        {
            await InvokeCallbackAsync(_disposed.Token);
        }
        catch (OperationCanceledException) when (_disposed.IsCancellationRequested)
        {
            // The callback noticed that the timer was disposed.
        }
        catch (Exception exception)
        {
            CatalogLog.TimerFailed(_logger, exception, _activation.GrainId);
        }

        lock (_timer)
        {
            _ticking = false;
            if (!_disposed.IsCancellationRequested)
            {
                SetTimer();
            }
        }
    }

    /// <summary>Calls the grain's code.</summary>
    protected abstract Task InvokeCallbackAsync(CancellationToken cancellationToken);

    private static void Validate(TimeSpan dueTime, TimeSpan period)
    {
        var longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);
        if (dueTime != Timeout.InfiniteTimeSpan && (dueTime < TimeSpan.Zero || dueTime > longest))
        {
            throw new ArgumentOutOfRangeException(nameof(dueTime), dueTime, $"The due time of a timer must be from zero to {longest}, or infinite.");
        }

        if (period != Timeout.InfiniteTimeSpan && (period < TimeSpan.Zero || period > longest))
        {
            throw new ArgumentOutOfRangeException(nameof(period), period, $"The period of a timer must be from zero to {longest}, or infinite.");
        }
    }

    private void SetTimer()
    {
        _timer.Change(_changed ? _dueTime : _period, Timeout.InfiniteTimeSpan);
        _changed = false;
    }

    private void OnDue()
    {
        lock (_timer)
        {
            if (_ticking || _disposed.IsCancellationRequested)
            {
                return;
            }

            _ticking = true;
        }

        if (!_stalls.TryHold(SendTick))
        {
            SendTick();
        }
    }

    private void SendTick() =>
        _activation.ReceiveMessage(new Message
        {
            Direction = MessageDirection.OneWay,
            TargetGrain = _activation.GrainId,
            SendingGrain = _activation.GrainId,
            IsSystem = true,
            CountsAsActivity = _keepAlive,
            Options = _interleave ? InvokeMethodOptions.AlwaysInterleave : InvokeMethodOptions.None,
            Body = new TimerTick(this),
            Timestamp = System.Diagnostics.Stopwatch.GetTimestamp(),
        });
}
