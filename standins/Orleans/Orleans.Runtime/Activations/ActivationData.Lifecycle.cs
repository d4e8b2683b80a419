using System.Diagnostics;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Scheduling;

namespace Orleans.Runtime.Activations;

/// <content>The beginning and the end of the activation.</content>
internal sealed partial class ActivationData
{
    /// <summary>Gets whether the activation has been idle long enough to be collected.</summary>
    /// <param name="now">The time on the activation clock.</param>
    /// <param name="ageLimit">How long it must have been idle; null takes the limit of the grain type.</param>
    public bool IsCollectible(long now, TimeSpan? ageLimit)
    {
        lock (this)
        {
            if (_state != ActivationState.Valid || _running.Count > 0 || _waiting.Count > 0 || _extras?.KeepAliveUntil > now)
            {
                return false;
            }

            return Type.CollectionAge != Timeout.InfiniteTimeSpan && Type.Silo.Clock.GetElapsedTime(_idleSince, now) >= (ageLimit ?? Type.CollectionAge);
        }
    }

    /// <summary>Queues the activation process as the first turn.</summary>
    public void StartActivation(Dictionary<string, object>? requestContext) => _scheduler.Enqueue(new ActionWorkItem(() =>
    {
        RequestContext.Import(requestContext, Guid.Empty);
        _ = ActivateAsync();
    }));

    /// <inheritdoc/>
    public void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default) => StartActivation(requestContext);

    /// <inheritdoc/>
    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (this)
        {
            if (_state >= ActivationState.Deactivating || Extras.Reason.ReasonCode != DeactivationReasonCode.None)
            {
                return;
            }

            Extras.Reason = deactivationReason;
            Extras.DeactivationToken = cancellationToken;
            if (_state == ActivationState.Activating)
            {
                return;
            }

            _state = ActivationState.Deactivating;
            if (_running.Count > 0)
            {
                ReleaseRequests();
                return;
            }

            _finishing = true;
        }

        EnqueueFinish();
    }

    /// <summary>Ends the activation although requests still run; the silo does not wait for them any longer.</summary>
    public void Abandon()
    {
        lock (this)
        {
            if (_state == ActivationState.Invalid || _finishing)
            {
                return;
            }

            _state = ActivationState.Deactivating;
            _finishing = true;
        }

        EnqueueFinish();
    }

    /// <summary>Ends the activation at once and without any of its code.</summary>
    public void Terminate()
    {
        lock (this)
        {
            _state = ActivationState.Invalid;
            _finishing = true;
        }

        DisposeTimers();
        Type.Silo.Catalog.Remove(this);
        _extras?.Deactivated?.TrySetResult();
    }

    private void ReleaseRequests()
    {
        foreach (var observer in _extras?.Components?.Values.OfType<IDeactivationObserver>().ToArray() ?? [])
        {
            _scheduler.QueueAction(() => observer.OnDeactivatingAsync().Ignore());
        }
    }

    private void EnqueueFinish() => _scheduler.Enqueue(new ActionWorkItem(() => _ = FinishAsync()));

    private async Task ActivateAsync()
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            if (Type.UsesDirectory && await Type.Silo.Locator.RegisterAsync(this, _extras?.Arrival?.Previous) is { } registered && !registered.Matches(Address))
            {
                _extras?.Arrival?.Registered.TrySetResult(false);
                Type.Silo.Instruments.ConcurrentRegistrations.Add(1);
                Type.Silo.Instruments.OnActivated(Stopwatch.GetElapsedTime(started), "duplicate", usesDirectory: true);
                await EndAsync(new DeactivationReason(DeactivationReasonCode.DuplicateActivation, $"{GrainId} is already active at {registered.SiloAddress}."));
                return;
            }

            _extras?.Arrival?.Registered.TrySetResult(true);
            GrainInstance = Type.CreateInstance(this);
            if (_extras?.Arrival is { } arrival)
            {
                Rehydrate(arrival.Context);
                _extras.Arrival = null;
            }

            await StartInstanceAsync();
        }
        catch (Exception exception)
        {
            _extras?.Arrival?.Registered.TrySetResult(false);
            Type.Silo.Instruments.OnActivated(Stopwatch.GetElapsedTime(started), "error", Type.UsesDirectory);
            await FailAsync(exception);
            return;
        }

        Type.Silo.Instruments.OnActivated(Stopwatch.GetElapsedTime(started), "success", Type.UsesDirectory);
        var finish = false;
        lock (this)
        {
            _idleSince = Type.Silo.Clock.GetTimestamp();
            if (_extras is { Reason.ReasonCode: not DeactivationReasonCode.None })
            {
                // The grain asked for its end while it was activated.
                _state = ActivationState.Deactivating;
                _finishing = finish = true;
            }
            else
            {
                _state = ActivationState.Valid;
                AdmitWaiting();
            }
        }

        if (finish)
        {
            EnqueueFinish();
        }
    }

    private async ValueTask StartInstanceAsync()
    {
        if (GrainInstance is ILifecycleParticipant<IGrainLifecycle> participant)
        {
            participant.Participate(ObservableLifecycle);
        }

        var lifecycle = _extras?.Lifecycle;
        var grain = GrainInstance as IGrainBase;
        if (lifecycle is null && grain is null)
        {
            return;
        }

        using var timeout = new CancellationTokenSource();
        var start = lifecycle is null ? grain!.OnActivateAsync(timeout.Token) : StartWithLifecycleAsync();
        if (start.IsCompletedSuccessfully)
        {
            return;
        }

        var limit = Type.Silo.Collection.ActivationTimeout;
        timeout.CancelAfter(limit);
        try
        {
            await start.WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The activation of {GrainId} ({Type.Class}) did not finish within {limit} (GrainCollectionOptions.ActivationTimeout).");
        }

        async Task StartWithLifecycleAsync()
        {
            await lifecycle.OnStart(timeout.Token);
            if (grain is not null)
            {
                await grain.OnActivateAsync(timeout.Token);
            }
        }
    }

    private async Task FailAsync(Exception exception)
    {
        Type.Silo.Instruments.ActivationsFailed.Add(1);
        CatalogLog.ActivationFailed(Type.Silo.Logger, exception, GrainId, Type.Class);
        if (_extras?.Lifecycle is { } lifecycle)
        {
            await lifecycle.OnStop(CancellationToken.None);
        }

        await EndAsync(new DeactivationReason(DeactivationReasonCode.ActivationFailed, exception, "The activation failed."));
    }

    private async Task FinishAsync()
    {
        var started = Stopwatch.GetTimestamp();
        var extras = Extras;
        DisposeTimers();
        RequestContext.Clear();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(extras.DeactivationToken);
        timeout.CancelAfter(Type.Silo.Collection.DeactivationTimeout);
        try
        {
            if (GrainInstance is IGrainBase grain)
            {
                await grain.OnDeactivateAsync(extras.Reason, timeout.Token).WaitAsync(timeout.Token);
            }

            if (extras.Lifecycle is { } lifecycle)
            {
                await lifecycle.OnStop(timeout.Token).WaitAsync(timeout.Token);
            }
        }
        catch (Exception exception)
        {
            CatalogLog.DeactivationFailed(Type.Silo.Logger, exception, GrainId, Type.Class);
        }

        var movedTo = extras is { Migration: { } migration, Reason.ReasonCode: DeactivationReasonCode.Migrating } && IsRegistered ? await MoveAsync(migration) : null;
        Type.Silo.Instruments.OnDeactivated(Stopwatch.GetElapsedTime(started), Via(extras.Reason.ReasonCode));
        await EndAsync(extras.Reason, movedTo);
    }

    private async Task EndAsync(DeactivationReason reason, SiloAddress? movedTo = null)
    {
        // The new activation has taken the entry over.
        IsRegistered &= movedTo is null;
        try
        {
            if (Type.UsesDirectory && (IsRegistered || reason.ReasonCode == DeactivationReasonCode.ActivationFailed))
            {
                // A registration whose answer did not arrive may have happened.
                IsRegistered = false;
                await Type.Silo.Locator.UnregisterAsync(this);
            }
        }
        catch (Exception exception)
        {
            CatalogLog.UnregisterFailed(Type.Silo.Logger, exception, GrainId);
        }

        Type.Silo.Catalog.Remove(this);
        List<Message> waiting;
        TaskCompletionSource? deactivated;
        lock (this)
        {
            _state = ActivationState.Invalid;
            waiting = _waiting.TakeAll();
            deactivated = _extras?.Deactivated;
        }

        Type.Silo.Instruments.ActivationShutdowns.Add(1, new KeyValuePair<string, object?>("via", Via(reason.ReasonCode)));
        foreach (var request in waiting)
        {
            if (reason is { ReasonCode: DeactivationReasonCode.ActivationFailed, Exception: { } exception })
            {
                Type.Silo.Messages.Reject(request, RejectionKind.Exception, reason.Description, exception);
            }
            else if (movedTo is not null)
            {
                Type.Silo.Messages.SendAfter(request, movedTo);
            }
            else
            {
                Type.Silo.Messages.Reroute(request, this);
            }
        }

        await DisposeAsync();
        deactivated?.TrySetResult();
    }

    private void DisposeTimers()
    {
        Timers.GrainTimer[] timers;
        lock (this)
        {
            timers = _extras?.Timers is { } registered ? [.. registered] : [];
        }

        foreach (var timer in timers)
        {
            timer.Dispose();
        }
    }

    private async ValueTask DisposeAsync()
    {
        try
        {
            await Type.DisposeInstanceAsync(this);
            switch (_extras?.Scope)
            {
                case IAsyncDisposable scope:
                    await scope.DisposeAsync();
                    break;
                case { } scope:
                    scope.Dispose();
                    break;
            }
        }
        catch (Exception exception)
        {
            CatalogLog.DisposeFailed(Type.Silo.Logger, exception, GrainId);
        }
    }

    private static string Via(DeactivationReasonCode code) => code switch
    {
        DeactivationReasonCode.ActivationIdle => "collection",
        DeactivationReasonCode.ApplicationRequested => "deactivateOnIdle",
        DeactivationReasonCode.Migrating => "migration",
        _ => "unknown",
    };
}
