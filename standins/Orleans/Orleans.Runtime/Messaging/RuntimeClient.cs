using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orleans.CodeGeneration;
using Orleans.Configuration;
using Orleans.Runtime.Observability;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Invocation;
using OrleansStandIn.Generated;

namespace Orleans.Runtime.Messaging;

/// <summary>
/// The caller's half of calls: sends requests, keeps those that wait for a response, and completes them with a response, a timeout,
/// a cancellation or the loss of the target.
/// </summary>
internal abstract class RuntimeClient(
    MessagingOptions options,
    TimeSpan systemResponseTimeout,
    CopyContextPool copyContexts,
    RuntimeInstruments instruments,
    ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan TimeoutScanPeriod = TimeSpan.FromMilliseconds(100);
    private readonly CallTable _calls = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly long _defaultTimeout = (long)(Debugger.IsAttached ? options.ResponseTimeoutWithDebugger : options.ResponseTimeout).TotalMilliseconds;
    private readonly long _systemTimeout = (long)systemResponseTimeout.TotalMilliseconds;
    private Task? _scan;

    /// <summary>Gets the identity under which calls from outside of grains are made.</summary>
    public abstract GrainId ClientId { get; }

    /// <summary>Gets the address of this silo, or null in an external client.</summary>
    public abstract SiloAddress? LocalSilo { get; }

    /// <summary>Gets the number of calls that wait for a response.</summary>
    public int WaitingCalls => _calls.Count;

    /// <summary>Gets the instruments.</summary>
    protected RuntimeInstruments Instruments => instruments;

    /// <summary>Gets the logger.</summary>
    protected ILogger Logger => logger;

    /// <summary>Starts to look for calls that time out.</summary>
    public void Start() => _scan ??= ScanAsync();

    /// <summary>Makes a call.</summary>
    /// <param name="target">Whom to call.</param>
    /// <param name="request">The method and its arguments.</param>
    /// <param name="completion">Who waits for the response, or null for a one-way call.</param>
    /// <param name="callOptions">How the method may interleave.</param>
    public void Send(GrainReference target, IInvokable request, IResponseCompletionSource? completion, InvokeMethodOptions callOptions)
    {
        var caller = RuntimeContext.Current;
        var message = new Message
        {
            Direction = completion is null ? MessageDirection.OneWay : MessageDirection.Request,
            TargetGrain = target.GrainId,
            InterfaceType = target.InterfaceType,
            InterfaceVersion = target.InterfaceVersion,
            SendingGrain = caller?.GrainId ?? ClientId,
            SendingSilo = LocalSilo,
            Options = callOptions,
            Body = request,
            RequestContextData = RequestContext.CallContextData,
            CallChainId = RequestContext.ReentrancyId,
            Timestamp = Stopwatch.GetTimestamp(),
        };
        var timeout = _defaultTimeout;
        if (SystemTargets.TryGetSilo(message.TargetGrain, out var targetSilo))
        {
            message.TargetSilo = targetSilo;
            message.IsSystem = true;
            timeout = _systemTimeout;
        }

        if (request.GetDefaultResponseTimeout() is { } ofMethod)
        {
            timeout = (long)ofMethod.TotalMilliseconds;
        }

        message.Deadline = timeout > 0 ? Environment.TickCount64 + timeout : Message.NoDeadline;
        if (completion is not null)
        {
            if (request.IsCancellable && request.GetCancellationToken() is { IsCancellationRequested: true } canceled)
            {
                completion.Complete(Response.FromException(
                    new OperationCanceledException($"The call {Describe(message)} was canceled before it was made.", canceled)));
                return;
            }

            message.Completion = completion;
            message.Timeout = timeout;
            _calls.Add(message);
            if (request.IsCancellable)
            {
                ForwardCancellation(message, request.GetCancellationToken());
            }
        }

        if (!TryRouteNow(message))
        {
            // The caller may change the arguments as soon as this method returns.
            CopyArguments(message);
            RouteLater(message);
        }
    }

    /// <summary>Handles a response that was received from another process.</summary>
    public void OnResponse(Message response)
    {
        if (response.StaleSilo is not null)
        {
            OnStaleAddress(response.SendingGrain, response.StaleSilo);
        }

        if (response.ResponseKind is not (ResponseKind.Completed or ResponseKind.Rejected))
        {
            if (_calls.TryGet(response.Id, out var waiting))
            {
                OnProgress(waiting, response);
            }

            return;
        }

        if (_calls.TryRemove(response.Id, out var request))
        {
            Complete(request, response.Body switch
            {
                Response completed => completed,
                Rejection rejection => Response.FromException(rejection.ToException()),
                _ => Response.FromException(new OrleansMessageRejectionException($"A response without a body arrived for {request}.")),
            });
        }
    }

    /// <summary>Completes a call of this process whose target was in this process too.</summary>
    public void OnLocalResponse(Message request, Response response)
    {
        if (_calls.TryRemove(request.Id, out var waiting))
        {
            Complete(waiting, response);
        }
    }

    /// <summary>Ends a call with an error, if it still waits.</summary>
    public void Fail(Message request, Exception exception)
    {
        if (request.Direction == MessageDirection.Request && _calls.TryRemove(request.Id, out var waiting))
        {
            Complete(waiting, Response.FromException(exception));
        }
    }

    /// <summary>Ends all calls that satisfy a condition.</summary>
    public void FailWhere<TState>(TState state, Func<Message, TState, bool> condition, Func<Message, Exception> toException)
    {
        foreach (var request in _calls.Where(state, condition))
        {
            Fail(request, toException(request));
        }
    }

    /// <summary>Counts the calls that satisfy a condition.</summary>
    public int CountWhere<TState>(TState state, Func<Message, TState, bool> condition) => _calls.Where(state, condition).Count;

    /// <summary>Gets whether any call waits that satisfies a condition.</summary>
    protected bool IsWaiting<TState>(TState state, Func<Message, TState, bool> condition) => _calls.Where(state, condition).Count > 0;

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync().ConfigureAwait(false);
        if (_scan is not null)
        {
            await _scan.ConfigureAwait(false);
        }

        FailWhere(this, static (_, _) => true, static request => new SiloUnavailableException($"This process is shutting down; {request} was given up."));
    }

    /// <summary>Makes the arguments of a request independent of the caller's objects.</summary>
    protected void CopyArguments(Message message)
    {
        if (message.Body is IGeneratedInvokable request)
        {
            using var context = copyContexts.GetContext();
            request.CopyArguments(context);
        }
    }

    /// <summary>Delivers or serializes a request before returning; false where the way to the target is not known yet.</summary>
    protected abstract bool TryRouteNow(Message request);

    /// <summary>Finds the way to the target of a request whose arguments have been copied, and sends it.</summary>
    protected abstract void RouteLater(Message request);

    /// <summary>Sends word that the caller of a request does not want its result any more.</summary>
    protected abstract void SendCancellation(Message request);

    /// <summary>Learns that another silo than before has a request.</summary>
    protected virtual void OnForwarded(Message request, SiloAddress silo) => request.TargetSilo = silo;

    /// <summary>Learns that an address was stale.</summary>
    protected virtual void OnStaleAddress(GrainId grain, SiloAddress silo)
    {
    }

    private void Complete(Message request, Response response)
    {
        request.Cancellation.Dispose();
        instruments.OnRequestEnded(request);
        request.Completion!.Complete(response);
    }

    private void OnProgress(Message request, Message response)
    {
        if (response is { ResponseKind: ResponseKind.Status, Body: string status })
        {
            request.Status = status;
        }
        else if (response is { ResponseKind: ResponseKind.Forwarded, Body: string address })
        {
            OnForwarded(request, SiloAddress.FromParsableString(address));
        }
    }

    private void ForwardCancellation(Message request, CancellationToken token)
    {
        if (!token.CanBeCanceled)
        {
            return;
        }

        request.Cancellation = token.UnsafeRegister(
            static (state, token) =>
            {
                var (client, request) = ((RuntimeClient, Message))state!;
                client.OnCanceled(request, token);
            },
            (this, request));
    }

    private void OnCanceled(Message request, CancellationToken token)
    {
        SendCancellation(request);
        if (!options.WaitForCancellationAcknowledgement)
        {
            instruments.RequestsCanceled.Add(1, new KeyValuePair<string, object?>("grain_type", request.TargetGrain.Type.ToString()));
            Fail(request, new OperationCanceledException($"The call {Describe(request)} was canceled by its caller.", token));
        }
    }

    private async Task ScanAsync()
    {
        using var timer = new PeriodicTimer(TimeoutScanPeriod);
        try
        {
            while (await timer.WaitForNextTickAsync(_disposed.Token).ConfigureAwait(false))
            {
                foreach (var request in _calls.Where(Environment.TickCount64, static (request, now) => request.Deadline < now))
                {
                    OnTimeout(request);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The client is being disposed.
        }
    }

    private void OnTimeout(Message request)
    {
        if (!_calls.TryRemove(request.Id, out _))
        {
            return;
        }

        instruments.RequestsTimedOut.Add(1, new KeyValuePair<string, object?>("grain_type", request.TargetGrain.Type.ToString()));
        if (options.CancelRequestOnTimeout && request.Request.IsCancellable)
        {
            SendCancellation(request);
        }

        var status = request.Status ?? DescribeState(request);
        MessagingLog.TimedOut(logger, request, status);
        Complete(request, Response.FromException(new TimeoutException(
            $"No response to {Describe(request)} within {TimeSpan.FromMilliseconds(request.Timeout)}. Target: {request.TargetGrain} on silo {request.TargetSilo?.ToString() ?? "not known yet"}. State: {status}. The call may still have an effect.")));
    }

    /// <summary>Tells what is known about a request that has no response.</summary>
    protected virtual string DescribeState(Message request) => "sent, no status received from the target";

    private static string Describe(Message request) => $"{request.Request.GetInterfaceName()}.{request.Request.GetMethodName()}";
}
