using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Activations;
using Orleans.Runtime.Directory;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Observability;
using Orleans.Runtime.Targets;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Messaging;

/// <summary>The messaging of a silo: delivers requests to its activations, sends others on, and takes responses back.</summary>
internal sealed partial class SiloMessageCenter : RuntimeClient, IResponder
{
    private readonly ILocalSiloDetails _silo;
    private readonly Catalog _catalog;
    private readonly GrainTypeContexts _grainTypes;
    private readonly GrainLocator _locator;
    private readonly LocalTargets _targets;
    private readonly SiloConnections _connections;
    private readonly CopyContextPool _copyContexts;
    private readonly MessageSerializer _serializer;
    private readonly SiloMessagingOptions _options;
    private readonly StallGuard _stalls;
    private readonly Lazy<MessageAddresser> _addresser;
    private readonly Lazy<Gateway> _gateway;

    /// <summary>Initializes the message center.</summary>
    public SiloMessageCenter(
        ILocalSiloDetails silo,
        Catalog catalog,
        GrainTypeContexts grainTypes,
        GrainLocator locator,
        LocalTargets targets,
        SiloConnections connections,
        CopyContextPool copyContexts,
        MessageSerializer serializer,
        IOptions<SiloMessagingOptions> options,
        RuntimeInstruments instruments,
        StallGuard stalls,
        IServiceProvider services,
        ILogger<SiloMessageCenter> logger)
        : base(options.Value, options.Value.SystemResponseTimeout, copyContexts, instruments, logger)
    {
        _silo = silo;
        _catalog = catalog;
        _grainTypes = grainTypes;
        _locator = locator;
        _targets = targets;
        _connections = connections;
        _copyContexts = copyContexts;
        _serializer = serializer;
        _options = options.Value;
        _stalls = stalls;
        _addresser = new(services.GetRequiredService<MessageAddresser>);
        _gateway = new(services.GetRequiredService<Gateway>);
        ClientId = ClientIds.CreateHosted(silo.SiloAddress);
        connections.Attach(this);
    }

    /// <inheritdoc/>
    public override GrainId ClientId { get; }

    /// <inheritdoc/>
    public override SiloAddress LocalSilo => _silo.SiloAddress;

    /// <summary>Sends the outcome of a request back to its caller.</summary>
    public void Respond(ActivationData activation, Message request, Response response) => Respond(activation.GrainId, request, response);

    /// <inheritdoc/>
    public void Respond(GrainId target, Message request, Response response)
    {
        if (request.Direction == MessageDirection.OneWay)
        {
            if (response.Exception is { } exception)
            {
                MessagingLog.OneWayFailed(Logger, exception, request);
            }

            return;
        }

        if (request.IsLocal)
        {
            OnLocalResponse(request, Copy(response));
            return;
        }

        SendResponse(request, new Message { Body = response }, target);
    }

    /// <summary>Tells the caller that its request was not delivered.</summary>
    public void Reject(Message request, RejectionKind kind, string reason, Exception? exception = null)
    {
        Instruments.OnRejected(request.Direction);
        MessagingLog.Rejected(Logger, exception, request, reason);
        var rejection = new Rejection(kind, reason, exception);
        if (request.Direction != MessageDirection.Request)
        {
            return;
        }

        if (request.IsLocal)
        {
            Fail(request, rejection.ToException());
        }
        else
        {
            SendResponse(request, new Message { Body = rejection, ResponseKind = ResponseKind.Rejected }, request.TargetGrain);
        }
    }

    /// <summary>Sends on a request that met an activation which has ended.</summary>
    public void Reroute(Message request, ActivationData activation)
    {
        if (request.Direction is MessageDirection.OneWay && !request.CountsAsActivity)
        {
            return;
        }

        if (request.ForwardCount >= _options.MaxForwardCount)
        {
            Reject(request, RejectionKind.Transient, $"{request.TargetGrain} was not found in {request.ForwardCount + 1} attempts; the last was {activation}.");
            return;
        }

        Readdress(request);
    }

    /// <summary>Sends a request after the activation that it waited for, which has moved to another silo.</summary>
    public void SendAfter(Message request, SiloAddress silo)
    {
        _locator.Remember(request.TargetGrain, silo);
        Instruments.OnRerouted(request.Direction);
        request.ForwardCount++;
        request.IsPlaced = true;
        request.StaleSilo ??= request.IsLocal ? null : LocalSilo;
        SendTo(silo, request);
    }

    /// <summary>Sends a request to the silo that was chosen for it.</summary>
    public void SendTo(SiloAddress silo, Message request)
    {
        request.TargetSilo = silo;
        if (IsLocal(silo))
        {
            Deliver(request);
        }
        else
        {
            SendOn(silo, request);
        }
    }

    /// <summary>Sends a message of a client on to another silo.</summary>
    public void Forward(SiloAddress silo, Message message) => _connections.Send(silo, message);

    /// <summary>Handles a message that could not be sent.</summary>
    public void OnNotSent(Message message, Exception exception)
    {
        if (message.Direction == MessageDirection.Response)
        {
            OnResponseNotSent(message, exception);
        }
        else if (exception is SiloUnavailableException && !message.IsSystem && !message.TargetGrain.IsClient() && message.ForwardCount < _options.MaxForwardCount)
        {
            // The silo was known to be gone before the message left this process: the grain is or will be somewhere else.
            Readdress(message);
        }
        else if (message.IsLocal)
        {
            Fail(message, ToCallerException(exception));
        }
        else
        {
            Reject(message, RejectionKind.Transient, $"The message could not be sent to {message.TargetSilo}: {exception.Message}", exception);
        }
    }

    /// <summary>Gets whether a silo has been declared dead.</summary>
    public bool IsDead(SiloAddress silo) => _connections.IsDead(silo);

    /// <summary>Counts the calls of this silo and of its clients that wait for a silo; those of the runtime itself do not count.</summary>
    public int CountWaitingFor(SiloAddress silo) =>
        CountWhere(silo, static (request, target) => !request.IsSystem && target.Equals(request.TargetSilo)) + _gateway.Value.CountWaitingFor(silo);

    /// <summary>Ends the calls to a silo that has died.</summary>
    public void OnSiloDead(SiloAddress silo)
    {
        _gateway.Value.OnSiloDead(silo);
        _connections.Close(silo, new SiloUnavailableException($"The silo {silo} is dead."));
        FailWhere(
            silo,
            static (request, dead) => dead.Equals(request.TargetSilo),
            ToUnavailable);
    }

    /// <summary>Ends the calls that wait for responses over a connection with another silo which was lost.</summary>
    public void OnConnectionLost(Networking.Connection connection)
    {
        // Nobody knows which of these calls have reached the other silo; the callers learn at once that they have to find out. A call that came back from
        // there and was sent elsewhere since, perhaps to a grain of this silo, is not among them.
        FailWhere(
            connection,
            static (request, lost) => request.Source is Networking.Connection used
                && used.Peer.IsSystem == lost.Peer.IsSystem && Equals(used.Peer.Silo, lost.Peer.Silo)
                && (lost.Peer.Silo is not { } silo || silo.Equals(request.TargetSilo)),
            request => new SiloUnavailableException(
                $"The connection with {connection.Peer.Silo} was lost while {request} waited for its response. The call may have had an effect."));
        if (connection.Peer is { Silo: { } silo, IsSystem: false })
        {
            _gateway.Value.OnSiloDead(silo);
        }
    }

    /// <inheritdoc/>
    protected override bool TryRouteNow(Message request)
    {
        if (request.TargetSilo is { } silo)
        {
            return !IsLocal(silo) && _connections.TrySendNow(silo, request);
        }

        if (request.TargetGrain.IsClient() && ClientIds.GetClient(request.TargetGrain).Equals(ClientId))
        {
            CopyArguments(request);
            Deliver(request);
            return true;
        }

        if (_catalog.IsLocallyActivated(request.TargetGrain))
        {
            CopyArguments(request);
            request.TargetSilo = LocalSilo;
            Instruments.SentLocal.Add(1);
            if (!_catalog.TryDeliver(request))
            {
                Deliver(request);
            }

            return true;
        }

        if (_locator.TryGetCached(request.TargetGrain, out var known))
        {
            request.TargetSilo = known;
            return _connections.TrySendNow(known, request);
        }

        return false;
    }

    /// <inheritdoc/>
    protected override void RouteLater(Message request)
    {
        if (request.TargetSilo is { } silo)
        {
            SendTo(silo, request);
        }
        else
        {
            _addresser.Value.Address(request);
        }
    }

    /// <inheritdoc/>
    protected override void SendCancellation(Message request)
    {
        var cancellation = new Message
        {
            Direction = MessageDirection.Cancellation,
            Id = request.Id,
            TargetGrain = request.TargetGrain,
            TargetSilo = request.TargetSilo,
            SendingGrain = request.SendingGrain,
            SendingSilo = LocalSilo,
            IsSystem = request.IsSystem,
            SerializedBody = ReadOnlyMemory<byte>.Empty,
        };
        if (cancellation.TargetSilo is { } silo)
        {
            SendTo(silo, cancellation);
        }
        else if (!_catalog.TryDeliver(cancellation))
        {
            _addresser.Value.Address(cancellation);
        }
    }

    /// <inheritdoc/>
    protected override void OnStaleAddress(GrainId grain, SiloAddress silo) => _locator.Invalidate(grain, silo);

    /// <inheritdoc/>
    protected override void OnForwarded(Message request, SiloAddress silo)
    {
        base.OnForwarded(request, silo);
        if (_connections.IsDead(silo))
        {
            Fail(request, ToUnavailable(request));
        }
    }

    /// <inheritdoc/>
    protected override string DescribeState(Message request) =>
        _catalog.TryGet(request.TargetGrain, out var activation) && activation.Describe(request) is { } state ? state : base.DescribeState(request);

    private static SiloUnavailableException ToUnavailable(Message request) =>
        new($"The target silo {request.TargetSilo} became unavailable for {request}.");

    private static Exception ToCallerException(Exception exception) => exception switch
    {
        SiloUnavailableException or OrleansMessageRejectionException => exception,
        ConnectionFailedException => new OrleansMessageRejectionException(exception.ToString(), exception),
        _ => exception,
    };

    private Response Copy(Response response)
    {
        using var context = _copyContexts.GetContext();
        try
        {
            return response.DeepCopy(context);
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }

    private bool IsLocal(SiloAddress silo) =>
        silo.Equals(LocalSilo) || (silo.Generation == 0 && silo.Endpoint.Equals(LocalSilo.Endpoint));

    private void SendResponse(Message request, Message response, GrainId target)
    {
        response.Direction = MessageDirection.Response;
        response.Id = request.Id;
        response.TargetGrain = request.SendingGrain;
        response.TargetSilo = request.SendingSilo;
        response.SendingGrain = target;
        response.SendingSilo = LocalSilo;
        response.StaleSilo = request.StaleSilo;
        response.IsSystem = request.IsSystem;
        response.Deadline = request.Deadline;
        if (request.Source is { } source)
        {
            source.TrySend(response);
        }
        else if (response.TargetSilo is { } silo && !IsLocal(silo))
        {
            _connections.Send(silo, response);
        }
        else if (!_gateway.Value.TrySend(response))
        {
            // The request came back to this silo after it had been sent to another one.
            response.Body = response.Body is Response body ? Copy(body) : response.Body;
            OnResponse(response);
        }
    }

    private void OnResponseNotSent(Message response, Exception exception)
    {
        if (response.Body is not Response || response.ForwardCount > 0 || exception is SiloUnavailableException or ConnectionFailedException)
        {
            MessagingLog.Rejected(Logger, exception, response, "the response could not be sent");
            return;
        }

        // The result cannot be serialized or is too large: the caller gets to know that instead.
        response.ForwardCount++;
        response.Body = Response.FromException(exception);
        if (!_gateway.Value.TrySend(response) && response.TargetSilo is { } silo && !IsLocal(silo))
        {
            _connections.Send(silo, response);
        }
    }
}
