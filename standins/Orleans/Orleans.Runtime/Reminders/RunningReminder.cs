using Microsoft.Extensions.Logging;

namespace Orleans.Runtime.Reminders;

/// <summary>Calls a grain at the times of one reminder, one tick after the other.</summary>
internal sealed class RunningReminder : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private readonly CancellationTokenSource _stopped = new();
    private readonly ReminderEntry _entry;
    private readonly IGrainFactory _grains;
    private readonly ReminderClock _clock;
    private readonly ReminderInstruments _instruments;
    private readonly ILogger _logger;
    private bool _ticked;

    /// <summary>Starts the reminder.</summary>
    public RunningReminder(ReminderEntry entry, IGrainFactory grains, ReminderClock clock, ReminderInstruments instruments, ILogger logger)
    {
        _entry = entry;
        _grains = grains;
        _clock = clock;
        _instruments = instruments;
        _logger = logger;
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(RunAsync);
        }
    }

    /// <summary>Gets the ETag of the row that the reminder was started from.</summary>
    public string? ETag => _entry.ETag;

    /// <inheritdoc/>
    public void Dispose() => _stopped.Cancel();

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var due = GetNextTick(_clock.UtcNow);
                await WaitUntilAsync(due).ConfigureAwait(false);
                await TickAsync(due).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            _stopped.Dispose();
        }
    }

    private DateTime GetNextTick(DateTime now)
    {
        if (now < _entry.StartAt)
        {
            return _entry.StartAt;
        }

        // A tick that is due right now has not been delivered by anybody yet where the reminder has just been registered.
        var elapsed = now - _entry.StartAt;
        return elapsed < TimeSpan.FromMilliseconds(50) && !_ticked ? _entry.StartAt : _entry.StartAt + (_entry.Period * (elapsed.Ticks / _entry.Period.Ticks + 1));
    }

    private async Task WaitUntilAsync(DateTime due)
    {
        for (var wait = due - _clock.UtcNow; wait > TimeSpan.Zero; wait = due - _clock.UtcNow)
        {
            await Task.Delay(wait < LongestWait ? wait : LongestWait, _clock.Provider, _stopped.Token).ConfigureAwait(false);
        }

        _stopped.Token.ThrowIfCancellationRequested();
    }

    private async Task TickAsync(DateTime due)
    {
        _ticked = true;
        var now = _clock.UtcNow;
        try
        {
            await _grains.GetGrain<IRemindable>(_entry.GrainId)
                .ReceiveReminder(_entry.ReminderName, new TickStatus(_entry.StartAt, _entry.Period, now)).ConfigureAwait(false);
            _instruments.OnTick(now - due);
        }
        catch (Exception exception)
        {
            ReminderLog.TickFailed(_logger, exception, _entry.ReminderName, _entry.GrainId);
        }
    }
}
