using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Membership;

/// <summary>
/// Protects a cluster from a silo that stood still, for instance as a stopped process, while the others declared it dead. Such a silo finds
/// messages in its sockets that it must not serve any more, and timers and reminders that are overdue: after a stall, all these wait until the
/// membership table has been read, and for ever if it says that this silo is dead. What was running when the silo was stopped goes on.
/// </summary>
internal sealed class StallGuard
{
    private const long ShortestStall = 500;
    private readonly MembershipManager _membership;
    private readonly ILocalHealth _health;
    private readonly MembershipClock _clock;
    private readonly ClusterMembershipOptions _options;
    private readonly ILogger<StallGuard> _logger;
    private readonly long _threshold;
    private readonly Queue<Action> _held = new();
    private volatile bool _holds;
    private bool _dead;

    /// <summary>Initializes the guard.</summary>
    public StallGuard(
        MembershipManager membership, ILocalHealth health, MembershipClock clock, IOptions<ClusterMembershipOptions> options, ILogger<StallGuard> logger)
    {
        _membership = membership;
        _health = health;
        _clock = clock;
        _options = options.Value;
        _logger = logger;

        // No silo is declared dead before it has missed a probe.
        _threshold = Math.Max(ShortestStall, (long)Math.Min(_options.MinProbeTimeout.TotalMilliseconds, int.MaxValue));
        health.Resumed += OnResumed;
        membership.DeclaredDead += _ => OnDead();
    }

    /// <summary>Takes a received message if it must wait. System messages never wait: reading the table may need them.</summary>
    /// <returns>Whether the message was taken.</returns>
    public bool TryHold(Message message, Action<Message> handler) => MustWait() && !message.IsSystem && TryEnqueue(message, handler);

    /// <summary>Takes something that is due if it must wait.</summary>
    /// <returns>Whether it was taken, and is run later or not at all.</returns>
    public bool TryHold(Action work) => MustWait() && TryEnqueue(work);

    /// <summary>Waits until it is known that this silo has not been declared dead while it stood still.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; after the death of the silo the wait has no other end.</exception>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (TryHold(passed.SetResult))
        {
            await passed.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private bool MustWait()
    {
        if (_holds)
        {
            return true;
        }

        var late = Environment.TickCount64 - _health.LastBeat;
        if (late > _threshold && _health.IsRunning)
        {
            OnResumed(TimeSpan.FromMilliseconds(late));
        }

        return _holds;
    }

    private bool TryEnqueue(Message message, Action<Message> handler)
    {
        // The buffer that the message was received into is reused.
        message.SerializedBody = message.SerializedBody.ToArray();
        return TryEnqueue(() => handler(message));
    }

    private bool TryEnqueue(Action work)
    {
        lock (_held)
        {
            if (_holds && !_dead)
            {
                _held.Enqueue(work);
            }

            return _holds;
        }
    }

    private void OnResumed(TimeSpan stall)
    {
        if (stall.TotalMilliseconds <= _threshold || _membership.CurrentStatus is not (SiloStatus.Joining or SiloStatus.Active))
        {
            return;
        }

        lock (_held)
        {
            if (_holds)
            {
                return;
            }

            _holds = true;
        }

        MembershipLog.StoodStill(_logger, stall);
        _ = Task.Run(CheckAsync);
    }

    private async Task CheckAsync()
    {
        try
        {
            await _membership.RefreshAsync().WaitAsync(_options.ProbeTimeout, _clock.Provider).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Without the table nobody can have been declared dead lately, and traffic goes on; the manager has logged the failure.
        }

        while (true)
        {
            Action? next;
            lock (_held)
            {
                if (_dead)
                {
                    return;
                }

                if (!_held.TryDequeue(out next))
                {
                    _holds = false;
                    return;
                }
            }

            next();
        }
    }

    private void OnDead()
    {
        lock (_held)
        {
            _holds = true;
            _dead = true;
            _held.Clear();
        }
    }
}
