using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Utilities;

namespace Orleans.Runtime.Reminders;

/// <summary>Runs the reminders of those grains that the ring assigns to this silo.</summary>
internal sealed class ReminderService : IReminderTarget, ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>The type of the system target.</summary>
    public static readonly GrainType TargetType = SystemTargets.CreateType("reminders");

    /// <summary>How far two silos may differ about when a reminder went from one to the other while both live.</summary>
    private static readonly TimeSpan HandoverTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);
    private readonly Dictionary<(GrainId, string), RunningReminder> _running = [];
    private readonly HashSet<(GrainId, string)> _changedMeanwhile = [];
    private readonly IReminderTable _table;
    private readonly ReminderOwners _owners;
    private readonly IGrainFactory _grains;
    private readonly ReminderOptions _options;
    private readonly TimeSpan _failureTime;
    private readonly ReminderInstruments _instruments;
    private readonly ReminderClock _clock;
    private readonly StallGuard _stalls;
    private readonly ILogger<ReminderService> _logger;
    private readonly CancellationTokenSource _stopped = new();
    private readonly Pulse _changed;
    private DateTime? _unattendedSince;
    private Task _loop = Task.CompletedTask;

    /// <summary>Initializes the service.</summary>
    public ReminderService(
        IReminderTable table,
        ReminderOwners owners,
        IGrainFactory grains,
        IOptions<ReminderOptions> options,
        IOptions<ClusterMembershipOptions> membershipOptions,
        ReminderInstruments instruments,
        ReminderClock clock,
        StallGuard stalls,
        ILogger<ReminderService> logger)
    {
        _table = table;
        _owners = owners;
        _grains = grains;
        _options = options.Value;
        _failureTime = membershipOptions.Value.ProbeTimeout * (membershipOptions.Value.NumMissedProbesLimit + 1);
        _instruments = instruments;
        _clock = clock;
        _stalls = stalls;
        _logger = logger;
        _changed = new Pulse(clock.Provider);
        owners.Changed += OnRingChanged;
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
        lock (_running)
        {
            _changedMeanwhile.Add((grainId, reminderName));
            Run(entry, unattended: TimeSpan.Zero);
        }

        TellOwner(grainId);
        return ReminderRegistry.ToData(entry);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> Unregister(ReminderData reminder)
    {
        if (!await _table.RemoveRow(reminder.GrainId, reminder.ReminderName, reminder.ETag))
        {
            return false;
        }

        lock (_running)
        {
            _changedMeanwhile.Add((reminder.GrainId, reminder.ReminderName));
            End((reminder.GrainId, reminder.ReminderName));
        }

        TellOwner(reminder.GrainId);
        return true;
    }

    /// <inheritdoc/>
    public ValueTask Changed()
    {
        _changed.Set();
        return default;
    }

    /// <inheritdoc/>
    public void Dispose() => _stopped.Dispose();

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await InitializeAsync(cancellationToken).ConfigureAwait(false);
        _loop = RefreshLoopAsync();
    }

    private async Task InitializeAsync(CancellationToken cancellationToken)
    {
        var started = _clock.Provider.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await _table.StartAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (_clock.Provider.GetElapsedTime(started) + FirstRetry > _options.InitializationTimeout)
                {
                    throw new ReminderException(
                        $"The reminder table could not be initialized within {_options.InitializationTimeout} "
                        + $"(ReminderOptions.InitializationTimeout) and {attempt} attempts: {exception.Message}");
                }

                ReminderLog.InitializationFailed(_logger, exception, attempt);
                await Task.Delay(FirstRetry, _clock.Provider, cancellationToken).ConfigureAwait(false);
            }
        }
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

    private void OnRingChanged(ClusterMembershipSnapshot previous, ClusterMembershipSnapshot current)
    {
        // Whoever takes over a reminder delivers the tick that was due since its silo may have ended, rather than have nobody deliver it.
        var failed = current.Members.Values.Any(member =>
            member.Status == SiloStatus.Dead && previous.GetSiloStatus(member.SiloAddress) == SiloStatus.Active);
        var since = _clock.UtcNow - (failed ? _failureTime : HandoverTime);
        lock (_running)
        {
            _unattendedSince = since < _unattendedSince || _unattendedSince is null ? since : _unattendedSince;
        }

        _changed.Set();
    }

    private async Task RefreshLoopAsync()
    {
        // What was due before this silo started was due to other silos; whether they delivered it is not known.
        _unattendedSince = null;
        var failures = 0;
        var pause = _options.RefreshReminderListPeriod;
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                await RefreshAsync().ConfigureAwait(false);
                failures = 0;
                pause = _options.RefreshReminderListPeriod;
            }
            catch (Exception exception)
            {
                pause = failures == 0 ? FirstRetry : pause * 2 < LongestRetry ? pause * 2 : LongestRetry;
                if (int.IsPow2(++failures))
                {
                    ReminderLog.RefreshFailed(_logger, exception, failures);
                }
            }

            try
            {
                // Other silos take over or give up reminders when the membership changes; the table may be changed by others at any time.
                await _changed.WaitAsync(pause, _stopped.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task RefreshAsync()
    {
        DateTime? since;
        HashSet<RunningReminder> before;
        lock (_running)
        {
            since = _unattendedSince;
            before = [.. _running.Values];
            _changedMeanwhile.Clear();
        }

        var rows = new Dictionary<(GrainId, string), ReminderEntry>();
        foreach (var (begin, end) in _owners.LocalRanges)
        {
            foreach (var entry in (await _table.ReadRows(begin, end).ConfigureAwait(false)).Reminders.Where(IsMine))
            {
                rows[(entry.GrainId, entry.ReminderName)] = entry;
            }
        }

        lock (_running)
        {
            // What was registered or removed while the table was read is newer than what was read.
            foreach (var (key, running) in _running.ToArray())
            {
                if (before.Contains(running) && !_changedMeanwhile.Contains(key) && (!rows.ContainsKey(key) || !IsNear(running.NextTick)))
                {
                    End(key);
                }
            }

            foreach (var (key, entry) in rows)
            {
                if (!_changedMeanwhile.Contains(key))
                {
                    Run(entry, since is { } start ? _clock.UtcNow - start : TimeSpan.Zero);
                }
            }

            _unattendedSince = _unattendedSince == since ? null : _unattendedSince;
        }
    }

    private bool IsMine(ReminderEntry entry) => _owners.IsLocal(entry.GrainId);

    private bool IsNear(DateTime tick)
    {
        var twice = _options.RefreshReminderListPeriod * 2;
        return tick - _clock.UtcNow <= (_options.ReminderLoadingWindow > twice ? _options.ReminderLoadingWindow : twice);
    }

    private void TellOwner(GrainId grainId)
    {
        if (!_owners.IsLocal(grainId))
        {
            _owners.GetTarget(_grains, grainId).Changed().AsTask().Ignore();
        }
    }

    private void Run(ReminderEntry entry, TimeSpan unattended)
    {
        var key = (entry.GrainId, entry.ReminderName);
        if (_stopped.IsCancellationRequested || !IsMine(entry) || (_running.TryGetValue(key, out var running) && running.ETag == entry.ETag))
        {
            return;
        }

        End(key);
        var schedule = new ReminderSchedule(entry, _clock.UtcNow, unattended);
        if (IsNear(schedule.NextTick))
        {
            _running[key] = new RunningReminder(entry, schedule, _grains, _clock, _stalls, _instruments, _logger);
        }
    }

    private void End((GrainId, string) key)
    {
        if (_running.Remove(key, out var running))
        {
            running.Dispose();
        }
    }
}
