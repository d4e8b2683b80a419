using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Networking;
using Orleans.Runtime.Observability;
using Orleans.Runtime.Targets;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Client;

/// <summary>The messaging of an external client: every request goes to a gateway; requests that arrive are for observers.</summary>
internal sealed class ClientMessageCenter : RuntimeClient, IResponder, IConnectionHandler
{
    private readonly GatewayManager _gateways;
    private readonly LocalTargets _targets;
    private readonly MessageSerializer _serializer;

    /// <summary>Initializes the message center.</summary>
    public ClientMessageCenter(
        GatewayManager gateways,
        LocalTargets targets,
        MessageSerializer serializer,
        CopyContextPool copyContexts,
        IOptions<ClientMessagingOptions> options,
        RuntimeInstruments instruments,
        ILogger<ClientMessageCenter> logger)
        : base(options.Value, options.Value.ResponseTimeout, copyContexts, instruments, logger)
    {
        _gateways = gateways;
        _targets = targets;
        _serializer = serializer;
        gateways.Attach(this);
    }

    /// <inheritdoc/>
    public override GrainId ClientId { get; } = ClientIds.CreateClient();

    /// <inheritdoc/>
    public override SiloAddress? LocalSilo => null;

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

        var message = new Message
        {
            Direction = MessageDirection.Response,
            Id = request.Id,
            TargetGrain = request.SendingGrain,
            TargetSilo = request.SendingSilo,
            SendingGrain = target,
            Deadline = request.Deadline,
            Body = response,
        };
        if (request.Source?.TrySend(message) != true)
        {
            // Every gateway knows the way to the silo that waits for the response.
            _gateways.Get(message.TargetGrain)?.TrySend(message);
        }
    }

    /// <summary>Gets whether a call waits for a response that comes over the given connection.</summary>
    public bool IsWaitingOn(Connection connection) => IsWaiting(connection, static (request, used) => ReferenceEquals(request.Source, used));

    /// <inheritdoc/>
    public void OnReceived(Connection connection, Message message)
    {
        try
        {
            if (message.Direction == MessageDirection.Cancellation)
            {
                return;
            }

            ReadBody(message);
            if (message.Direction == MessageDirection.Response)
            {
                OnResponse(message);
                return;
            }

            message.Source = connection;
            if (!_targets.TryDeliver(message))
            {
                Respond(message.TargetGrain, message, Response.FromException(
                    new ClientNotAvailableException($"The observer {message.TargetGrain} is not known to its client; it has been deleted.")));
            }
        }
        catch (Exception exception)
        {
            NetworkingLog.HandlingFailed(Logger, exception, message);
        }
    }

    /// <inheritdoc/>
    public void OnNotSent(Message message, Exception exception)
    {
        NetworkingLog.NotSent(Logger, exception, message);
        if (message.Direction != MessageDirection.Response)
        {
            Fail(message, exception);
        }
        else if (message.Body is Response { Exception: null })
        {
            message.Body = Response.FromException(exception);
            _gateways.Get(message.TargetGrain)?.TrySend(message);
        }
    }

    /// <inheritdoc/>
    public void OnSignal(Connection connection, ConnectionSignal signal)
    {
        if (signal == ConnectionSignal.Leaving)
        {
            _gateways.OnLeaving(connection);
        }
    }

    /// <inheritdoc/>
    public void OnClosed(Connection connection, Exception? exception)
    {
        _gateways.OnClosed(connection, exception);
        FailWhere(
            connection,
            static (request, lost) => ReferenceEquals(request.Source, lost),
            request => new SiloUnavailableException($"The connection to the gateway {connection.RemoteEndPoint} was lost while {request} waited for its response"
                + $"{(exception is null ? string.Empty : $" ({exception.Message})")}. The call may have had an effect."));
    }

    /// <inheritdoc/>
    protected override bool TryRouteNow(Message request)
    {
        if (request.TargetGrain.IsClient() && ClientIds.GetClient(request.TargetGrain).Equals(ClientId))
        {
            CopyArguments(request);
            return _targets.TryDeliver(request);
        }

        for (var attempt = 0; attempt < 3; attempt++)
        {
            var connection = request.TargetSilo is { } silo ? _gateways.Get(silo) ?? _gateways.Get(request.TargetGrain) : _gateways.Get(request.TargetGrain);
            if (connection is null)
            {
                break;
            }

            request.Source = connection;
            if (connection.TrySend(request))
            {
                return true;
            }
        }

        Fail(request, _gateways.CreateUnavailable(
            $"The client is not connected to any gateway of the cluster, so {request.Request.GetInterfaceName()}.{request.Request.GetMethodName()} was not sent"));
        return true;
    }

    /// <inheritdoc/>
    protected override void RouteLater(Message request) => Fail(request, new ClientNotAvailableException(request.TargetGrain));

    /// <inheritdoc/>
    protected override void SendCancellation(Message request) => request.Source?.TrySend(new Message
    {
        Direction = MessageDirection.Cancellation,
        Id = request.Id,
        TargetGrain = request.TargetGrain,
        SendingGrain = request.SendingGrain,
    });

    private void ReadBody(Message message)
    {
        try
        {
            _serializer.ReadBody(message);
        }
        catch (Exception exception)
        {
            MessagingLog.BodyUnreadable(Logger, exception, message);
            if (message.Direction != MessageDirection.Response)
            {
                throw;
            }

            message.ResponseKind = ResponseKind.Completed;
            message.Body = Response.FromException(exception);
        }
    }
}
