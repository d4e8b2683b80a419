using Microsoft.Extensions.Logging;
using Orleans.Runtime.Membership;

namespace Orleans.Runtime.Reminders;

/// <summary>Calls a grain at the times of one reminder, one tick after the other.</summary>
internal sealed class RunningReminder : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetrying = TimeSpan.FromSeconds(30);
    private readonly CancellationTokenSource _stopped = new();
    private readonly ReminderEntry _entry;
    private readonly ReminderSchedule _schedule;
    private readonly IGrainFactory _grains;
    private readonly ReminderClock _clock;
    private readonly StallGuard _stalls;
    private readonly ReminderInstruments _instruments;
    private readonly ILogger _logger;

    /// <summary>Starts the reminder.</summary>
    public RunningReminder(
        ReminderEntry entry,
        ReminderSchedule schedule,
        IGrainFactory grains,
        ReminderClock clock,
        StallGuard stalls,
        ReminderInstruments instruments,
        ILogger logger)
    {
        _entry = entry;
        _schedule = schedule;
        _grains = grains;
        _clock = clock;
        _stalls = stalls;
        _instruments = instruments;
        _logger = logger;
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(RunAsync);
        }
    }

    /// <summary>Gets the ETag of the row that the reminder was started from.</summary>
    public string? ETag => _entry.ETag;

    /// <summary>Gets the next tick.</summary>
    public DateTime NextTick => _schedule.NextTick;

    /// <inheritdoc/>
    public void Dispose() => _stopped.Cancel();

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await WaitUntilAsync(_schedule.NextTick).ConfigureAwait(false);
                await _stalls.PassAsync(_stopped.Token).ConfigureAwait(false);
                await TickAsync(_schedule.NextTick).ConfigureAwait(false);
                _schedule.Advance(_clock.UtcNow);
            }
        }
        catch (OperationCanceledException)
        {
            _stopped.Dispose();
        }
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
        var patience = _entry.Period / 2 < LongestRetrying ? _entry.Period / 2 : LongestRetrying;
        while (true)
        {
            var now = _clock.UtcNow;
            try
            {
                await _grains.GetGrain<IRemindable>(_entry.GrainId)
                    .ReceiveReminder(_entry.ReminderName, new TickStatus(_entry.StartAt, _entry.Period, now)).ConfigureAwait(false);
                _instruments.OnTick(now - due);
                return;
            }
            catch (OrleansMessageRejectionException exception) when (now + RetryPause < due + patience)
            {
                // The grain was on a silo that has ended, or is on its way to another one.
                ReminderLog.TickRetried(_logger, exception, _entry.ReminderName, _entry.GrainId);
                await Task.Delay(RetryPause, _clock.Provider, _stopped.Token).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                ReminderLog.TickFailed(_logger, exception, _entry.ReminderName, _entry.GrainId);
                return;
            }
        }
    }
}
