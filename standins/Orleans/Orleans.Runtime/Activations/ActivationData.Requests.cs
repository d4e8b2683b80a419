using Orleans.Runtime.Messaging;
using Orleans.Serialization.Invocation;
using Orleans.Storage;

namespace Orleans.Runtime.Activations;

/// <content>Requests: which may run, which wait, and what happens when one ends.</content>
internal sealed partial class ActivationData
{
    /// <inheritdoc/>
    public void ReceiveMessage(object message)
    {
        var request = (Message)message;
        if (request.Direction == MessageDirection.Cancellation)
        {
            Cancel(request);
            return;
        }

        lock (this)
        {
            switch (_state)
            {
                case ActivationState.Valid when MayRun(request):
                case ActivationState.Deactivating when !_finishing && IsReentrantCall(request):
                    Admit(request);
                    return;
                case ActivationState.Invalid:
                    break;
                default:
                    if (GetOverload(request) is { } limit)
                    {
                        Type.Silo.Messages.Reject(
                            request,
                            RejectionKind.LimitExceeded,
                            $"{GrainId} has {_waiting.Count} waiting requests; the limit is {limit} (SiloMessagingOptions.MaxEnqueuedRequestsHardLimit).");
                        return;
                    }

                    _waiting.Add(request);
                    if (_waiting.Count == Type.ManyWaitingRequests)
                    {
                        CatalogLog.ManyWaiting(Type.Silo.Logger, GrainId, Type.Class, _waiting.Count, Type.ManyWaitingRequests);
                    }

                    return;
            }
        }

        Type.Silo.Messages.Reroute(request, this);
    }

    /// <inheritdoc/>
    public void RunRequest(Message message)
    {
        if (Type.Silo.Messaging.DropExpiredMessages && message.IsExpired)
        {
            Type.Silo.Instruments.OnExpired("Invoke");
            MessagingLog.Expired(Type.Silo.Logger, message);
            OnRequestEnded(message);
            return;
        }

        RequestContext.Import(message.RequestContextData, message.CallChainId);
        var request = message.Request;
        ValueTask<Response> invocation;
        try
        {
            request.SetTarget(this);
            invocation = Type.Silo.Filters.AreNeeded(Type) && !message.IsSystem
                ? Type.Silo.Filters.InvokeAsync(this, message)
                : request.Invoke();
        }
        catch (Exception exception)
        {
            invocation = new(Response.FromException(exception));
        }

        if (invocation.IsCompletedSuccessfully)
        {
            OnRequestCompleted(message, invocation.Result);
        }
        else
        {
            _ = AwaitRequestAsync(message, invocation);
        }
    }

    /// <summary>Tells the state of a request for the text of a timeout.</summary>
    public string? Describe(Message request)
    {
        lock (this)
        {
            for (var running = _running.First; running is not null; running = running.Next)
            {
                if (ReferenceEquals(running, request))
                {
                    return $"running since {request.Age}, {_waiting.Count} requests wait behind it";
                }
            }

            var position = 0;
            for (var waiting = _waiting.First; waiting is not null; waiting = waiting.Next, position++)
            {
                if (ReferenceEquals(waiting, request))
                {
                    var behind = _blocking is null ? $"the activation is {_state}" : $"the grain is busy with {_blocking.Body} since {_blocking.Age}";
                    return $"waiting at position {position} since {request.Age}, {behind}";
                }
            }
        }

        return null;
    }

    private async Task AwaitRequestAsync(Message message, ValueTask<Response> invocation)
    {
        Response response;
        try
        {
            response = await invocation;
        }
        catch (Exception exception)
        {
            response = Response.FromException(exception);
        }

        OnRequestCompleted(message, response);
    }

    private void OnRequestCompleted(Message message, Response response)
    {
        if (response.Exception is InconsistentStateException { IsSourceActivation: true } inconsistent)
        {
            // The state in memory is stale: the next request must meet a fresh activation. Callers further up keep theirs.
            inconsistent.IsSourceActivation = false;
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, inconsistent, "The stored state was changed by another activation."));
        }

        Type.Silo.Messages.Respond(this, message, response);
        OnRequestEnded(message);
    }

    private void OnRequestEnded(Message message)
    {
        var finish = false;
        lock (this)
        {
            _running.Remove(message);
            if (ReferenceEquals(_blocking, message))
            {
                _blocking = FindBlocking();
            }

            if (_running.Count == 0 && message.CountsAsActivity)
            {
                _idleSince = Type.Silo.Clock.GetTimestamp();
            }

            if (_state == ActivationState.Valid)
            {
                AdmitWaiting();
            }
            else if (_state == ActivationState.Deactivating && _running.Count == 0 && !_finishing)
            {
                _finishing = finish = true;
            }
        }

        if (finish)
        {
            EnqueueFinish();
        }
    }

    private void AdmitWaiting()
    {
        var waiting = _waiting.First;
        while (waiting is not null)
        {
            var next = waiting.Next;
            if (MayRun(waiting))
            {
                _waiting.Remove(waiting);
                Admit(waiting);
            }
            else if (!Type.MayInterleaveSometimes && _extras?.ReentrantChains is null && _blocking is { IsReadOnly: false })
            {
                // Nothing behind it may pass either, except calls that always may, and those never wait here.
                return;
            }

            waiting = next;
        }
    }

    private void Admit(Message request)
    {
        _running.Add(request);
        if (!request.IsAlwaysInterleave)
        {
            _blocking ??= request;
        }

        _scheduler.Enqueue(request);
    }

    private bool MayRun(Message request)
    {
        if (_blocking is null || Type.IsReentrant || request.IsAlwaysInterleave)
        {
            return true;
        }

        if (_blocking.IsReadOnly && request.IsReadOnly)
        {
            return true;
        }

        if (IsReentrantCall(request))
        {
            return true;
        }

        return Type.MayInterleave is { } predicate && (predicate(GrainInstance!, request.Request) || predicate(GrainInstance!, _blocking.Request));
    }

    // Such a call belongs to a request that runs here and waits for it, so that an activation which is about to end must let it in too.
    private bool IsReentrantCall(Message request) =>
        request.CallChainId != Guid.Empty && _extras?.ReentrantChains?.ContainsKey(request.CallChainId) == true;

    private Message? FindBlocking()
    {
        if (Type.IsReentrant)
        {
            return null;
        }

        var running = _running.First;
        while (running is { IsAlwaysInterleave: true })
        {
            running = running.Next;
        }

        return running;
    }

    private int? GetOverload(Message request)
    {
        var limit = Type.MaxWaitingRequests;
        return limit > 0 && _waiting.Count >= limit && request.CountsAsActivity ? limit : null;
    }

    private void Cancel(Message cancellation)
    {
        Message? request = null;
        var wasWaiting = false;
        lock (this)
        {
            request = Find(_running.First, cancellation);
            if (request is null && Find(_waiting.First, cancellation) is { } waiting)
            {
                wasWaiting = true;
                request = waiting;
                _waiting.Remove(waiting);
            }
        }

        if (wasWaiting)
        {
            Type.Silo.Messages.Respond(this, request!, Response.FromException(new OperationCanceledException($"{request!.Body} was canceled before it ran.")));
        }
        else if (request is not null)
        {
            // Callbacks of the token run in a turn, like all code of the grain.
            _scheduler.QueueAction(() => request.Request.TryCancel());
        }
    }

    private static Message? Find(Message? first, Message cancellation)
    {
        while (first is not null && !(first.Id == cancellation.Id && first.SendingGrain == cancellation.SendingGrain))
        {
            first = first.Next;
        }

        return first;
    }
}
