using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime.Directory;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Reminders;

/// <summary>Runs the reminders of those grains that the ring assigns to this silo.</summary>
internal sealed class ReminderService : IReminderTarget, ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>The type of the system target.</summary>
    public static readonly GrainType TargetType = SystemTargets.CreateType("reminders");

    private readonly Dictionary<(GrainId, string), RunningReminder> _running = [];
    private readonly IReminderTable _table;
    private readonly GrainLocator _locator;
    private readonly ILocalSiloDetails _silo;
    private readonly IGrainFactory _grains;
    private readonly ReminderOptions _options;
    private readonly ReminderInstruments _instruments;
    private readonly ReminderClock _clock;
    private readonly ILogger<ReminderService> _logger;
    private readonly CancellationTokenSource _stopped = new();
    private readonly SemaphoreSlim _changed = new(0);
    private Task _loop = Task.CompletedTask;

    /// <summary>Initializes the service.</summary>
    public ReminderService(
        IReminderTable table,
        GrainLocator locator,
        ILocalSiloDetails silo,
        MembershipManager membership,
        IGrainFactory grains,
        IOptions<ReminderOptions> options,
        ReminderInstruments instruments,
        ReminderClock clock,
        ILogger<ReminderService> logger)
    {
        _table = table;
        _locator = locator;
        _silo = silo;
        _grains = grains;
        _options = options.Value;
        _instruments = instruments;
        _clock = clock;
        _logger = logger;
        membership.Changed += (_, _) => _changed.Release();
        instruments.ObserveActive(() => _running.Count);
    }

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe("reminders", ServiceLifecycleStage.Active, StartAsync, StopAsync);

    /// <inheritdoc/>
    public async ValueTask<ReminderData> RegisterOrUpdate(GrainId grainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        var entry = new ReminderEntry { GrainId = grainId, ReminderName = reminderName, StartAt = _clock.UtcNow + dueTime, Period = period };
        entry.ETag = await _table.UpsertRow(entry)
            ?? throw new ReminderException($"Could not register the reminder {reminderName} of {grainId}: the table refused it.");
        Run(entry);
        return ReminderRegistry.ToData(entry);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> Unregister(ReminderData reminder)
    {
        if (!await _table.RemoveRow(reminder.GrainId, reminder.ReminderName, reminder.ETag))
        {
            return false;
        }

        End((reminder.GrainId, reminder.ReminderName));
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopped.Dispose();
        _changed.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await _table.StartAsync(cancellationToken).ConfigureAwait(false);
        _loop = RefreshLoopAsync();
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopped.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        lock (_running)
        {
            foreach (var reminder in _running.Values)
            {
                reminder.Dispose();
            }

            _running.Clear();
        }

        await _table.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task RefreshLoopAsync()
    {
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                await RefreshAsync().ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                ReminderLog.RefreshFailed(_logger, exception);
            }

            try
            {
                // Other silos take over or give up reminders when the membership changes; the table may be changed by others at any time.
                await _changed.WaitAsync(_options.RefreshReminderListPeriod, _stopped.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task RefreshAsync()
    {
        // The whole ring: which rows belong to this silo changes with the membership.
        var rows = await _table.ReadRows(0, 0).ConfigureAwait(false);
        var mine = rows.Reminders.Where(IsMine).ToDictionary(entry => (entry.GrainId, entry.ReminderName));
        lock (_running)
        {
            foreach (var key in _running.Keys.Where(key => !mine.ContainsKey(key)).ToArray())
            {
                End(key);
            }
        }

        foreach (var entry in mine.Values)
        {
            Run(entry);
        }
    }

    private bool IsMine(ReminderEntry entry) => _locator.GetOwner(entry.GrainId).Equals(_silo.SiloAddress);

    private void Run(ReminderEntry entry)
    {
        if (_stopped.IsCancellationRequested || !IsMine(entry))
        {
            return;
        }

        var key = (entry.GrainId, entry.ReminderName);
        lock (_running)
        {
            if (_running.TryGetValue(key, out var running) && running.ETag == entry.ETag)
            {
                return;
            }

            End(key);
            _running[key] = new RunningReminder(entry, _grains, _clock, _instruments, _logger);
        }
    }

    private void End((GrainId, string) key)
    {
        lock (_running)
        {
            if (_running.Remove(key, out var running))
            {
                running.Dispose();
            }
        }
    }
}
